// SPDX-License-Identifier: Apache-2.0
package io.jobmill.standalone;

import io.jobmill.standalone.cli.Commands;
import io.jobmill.standalone.console.Console;

/** Runs Jobmill from the command line. */
public final class Jobmill {
  private Jobmill() {}

  /** Runs the command that the arguments name, and ends the process with its exit code. */
  public static void main(String[] arguments) {
    Console console = new Console(System.out, System.err);
    System.exit(Commands.of(System.getenv(), console).execute(arguments));
  }
}
