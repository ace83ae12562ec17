// SPDX-License-Identifier: Apache-2.0
package io.jobmill.standalone.cli;

import io.jobmill.standalone.console.Console;
import io.jobmill.standalone.demo.Demo;
import io.jobmill.standalone.run.Addresses;
import io.jobmill.standalone.run.Standalone;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Starts the server, runs the sample job through its HTTP API, and stays or ends with the job. */
@Command(
    name = "demo",
    description = "Starts the server and runs a sample job through it.",
    mixinStandardHelpOptions = true)
final class DemoCommand implements Callable<Integer> {
  private final Surroundings surroundings;

  @Option(names = "--once", description = "End with the job: 0 if it succeeded.")
  private boolean once;

  DemoCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() throws InterruptedException {
    Console console = surroundings.console();
    try (Standalone standalone = surroundings.standalone()) {
      Addresses addresses = standalone.start();
      new Welcome(console).print(addresses);
      boolean succeeded = new Demo(addresses, console).run();
      if (once) {
        return succeeded ? 0 : 1;
      }
      standalone.awaitStop();
      return 0;
    }
  }
}
