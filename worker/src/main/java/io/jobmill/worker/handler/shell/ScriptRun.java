// SPDX-License-Identifier: Apache-2.0
package io.jobmill.worker.handler.shell;

import io.jobmill.handler.JobContext;
import io.jobmill.handler.JobFailedException;
import io.jobmill.handler.LogLevel;
import io.jobmill.template.ShellOperation;
import io.jobmill.worker.report.Masker;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One process from its start until nothing of it is left. */
final class ScriptRun {

  /** For children that are about to end by themselves, such as the other end of a pipe. */
  private static final Duration LAST_WORDS = Duration.ofMillis(200);

  private static final Duration SILENCE = Duration.ofSeconds(1);

  /** JDK 17 writes "error=2, No such file", JDK 25 "error: 2 (No such file)". */
  private static final Pattern REASON =
      Pattern.compile("error(?:=|: )\\d+(?:, | \\()([^)]+)\\)?\\s*$");

  private final ShellOperation operation;
  private final ShellSettings settings;
  private final AttemptFolder folder;

  ScriptRun(ShellOperation operation, ShellSettings settings, AttemptFolder folder) {
    this.operation = operation;
    this.settings = settings;
    this.folder = folder;
  }

  /**
   * @return the exit status
   * @throws InterruptedException if the attempt was told to stop; nothing is left running then
   */
  int run(JobContext job) throws InterruptedException {
    Process process = start(job);
    ProcessTree tree =
        new ProcessTree(process.toHandle(), ScriptEnvironment.RESULT_FILE + "=" + folder.result());
    List<OutputPump> pumps = pumps(job, process);
    try {
      int status = process.waitFor();
      for (OutputPump pump : pumps) {
        pump.awaitEnd(LAST_WORDS);
      }
      tree.kill();
      for (OutputPump pump : pumps) {
        pump.drain(SILENCE);
      }
      return status;
    } catch (InterruptedException e) {
      tree.stop(settings.patience());
      drainBriefly(pumps);
      throw e;
    }
  }

  private Process start(JobContext job) {
    List<String> command = new ArrayList<>(operation.interpreter());
    command.add(folder.script().toString());
    OwnSession session = new OwnSession(settings.environment().get("PATH"));
    ProcessBuilder builder = new ProcessBuilder(session.command(command));
    builder.directory(folder.path().toFile());
    builder.environment().clear();
    builder.environment().putAll(ScriptEnvironment.of(job, settings, folder));
    builder.redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")));
    try {
      return builder.start();
    } catch (IOException e) {
      throw new JobFailedException(
          "interpreter '%s' cannot be started on this worker: %s"
              .formatted(operation.interpreter().get(0), reason(e)),
          e);
    }
  }

  /** The part that says why, of a message that tells a command line and a folder as well. */
  private static String reason(IOException e) {
    String message = String.valueOf(e.getMessage());
    Matcher why = REASON.matcher(message);
    return why.find() ? why.group(1) : message;
  }

  private List<OutputPump> pumps(JobContext job, Process process) {
    Masker masker = Masker.of(job.variables().secrets());
    return List.of(
        pump("stdout", process.getInputStream(), operation.stdoutLevel(), masker, job),
        pump("stderr", process.getErrorStream(), operation.stderrLevel(), masker, job));
  }

  private static OutputPump pump(
      String stream,
      InputStream in,
      io.jobmill.event.LogLevel level,
      Masker masker,
      JobContext job) {
    LineSplitter lines = new LineSplitter(LogLevel.valueOf(level.name()), masker, job);
    return new OutputPump(stream + "-" + job.id(), in, lines).start();
  }

  /** The last lines before the end belong in the log; nobody waits long for them. */
  private static void drainBriefly(List<OutputPump> pumps) {
    boolean interrupted = Thread.interrupted();
    try {
      for (OutputPump pump : pumps) {
        pump.awaitEnd(LAST_WORDS);
      }
    } catch (InterruptedException e) {
      interrupted = true;
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
