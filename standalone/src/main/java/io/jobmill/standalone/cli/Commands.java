// SPDX-License-Identifier: Apache-2.0
package io.jobmill.standalone.cli;

import io.jobmill.standalone.RefusedException;
import io.jobmill.standalone.console.Console;
import io.jobmill.standalone.run.StoppedException;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The command line as a whole: which commands there are, and how their failures are told. */
public final class Commands {
  private static final Logger log = LoggerFactory.getLogger(Commands.class);

  @Command(
      name = "jobmill",
      description = "Runs jobs for other programs, over HTTP and Kafka.",
      subcommands = CommandLine.HelpCommand.class,
      mixinStandardHelpOptions = true,
      versionProvider = Version.class,
      synopsisSubcommandLabel = "COMMAND")
  private static final class Root {}

  private Commands() {}

  /**
   * @param environment where the settings come from
   * @param console where the commands write
   */
  public static CommandLine of(Map<String, String> environment, Console console) {
    Surroundings surroundings = new Surroundings(environment, console);
    return new CommandLine(new Root())
        .addSubcommand(new UpCommand(surroundings))
        .addSubcommand(new DemoCommand(surroundings))
        .setExecutionExceptionHandler((failure, command, parsed) -> told(failure, console));
  }

  private static int told(Exception failure, Console console) {
    if (failure instanceof StoppedException) {
      return CommandLine.ExitCode.OK;
    }
    if (failure instanceof RefusedException) {
      console.problem(String.valueOf(failure.getMessage()));
    } else {
      console.problem("an error of Jobmill's own; the log has the details: " + failure);
    }
    // The console has its line; the log has the rest.
    log.info("command failed", failure);
    return CommandLine.ExitCode.SOFTWARE;
  }
}
