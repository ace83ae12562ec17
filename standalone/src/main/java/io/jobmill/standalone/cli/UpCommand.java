// SPDX-License-Identifier: Apache-2.0
package io.jobmill.standalone.cli;

import io.jobmill.standalone.run.Standalone;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** Starts the server and stays until it is stopped. */
@Command(
    name = "up",
    description = "Starts the server: broker, store, projector, worker and HTTP.",
    mixinStandardHelpOptions = true)
final class UpCommand implements Callable<Integer> {
  private final Surroundings surroundings;

  UpCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() throws InterruptedException {
    try (Standalone standalone = surroundings.standalone()) {
      new Welcome(surroundings.console()).print(standalone.start());
      standalone.awaitStop();
      return 0;
    }
  }
}
