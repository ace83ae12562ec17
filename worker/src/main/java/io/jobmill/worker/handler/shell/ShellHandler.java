// SPDX-License-Identifier: Apache-2.0
package io.jobmill.worker.handler.shell;

import io.jobmill.handler.JobContext;
import io.jobmill.handler.JobFailedException;
import io.jobmill.handler.JobFailedForGoodException;
import io.jobmill.handler.JobHandler;
import io.jobmill.job.Operation;
import io.jobmill.template.Parsed;
import io.jobmill.template.ShellOperation;
import io.jobmill.worker.handler.ResultCut;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;

/**
 * Runs a script. The job ends with the script: what it leaves behind of its process tree is killed,
 * and output that a survivor would still write is not waited for.
 */
public final class ShellHandler implements JobHandler {

  private static final int SIGNALS_FROM = 128;

  private final ShellSettings settings;

  public ShellHandler(ShellSettings settings) {
    this.settings = settings;
  }

  @Override
  public String name() {
    return Operation.SHELL;
  }

  /** Ends what a worker that was killed has left: its scripts and their folders. */
  public void clearLeftovers() {
    String marker = ScriptEnvironment.RESULT_FILE + "=" + settings.folder() + "/";
    MarkedProcesses.find(marker).forEach(ProcessHandle::destroyForcibly);
    if (settings.folder().toFile().exists()) {
      AttemptFolder.delete(settings.folder());
    }
  }

  @Override
  public void handle(JobContext job) throws IOException, InterruptedException {
    ShellOperation operation = operation(job);
    try (AttemptFolder folder = AttemptFolder.in(settings.folder())) {
      folder.writeScript(operation.script());
      int status = new ScriptRun(operation, settings, folder).run(job);
      job.exitCode(status);
      takeResult(job, folder);
      conclude(job, operation, status);
    }
  }

  private static ShellOperation operation(JobContext job) {
    Parsed<ShellOperation> parsed = ShellOperation.parse(job.data());
    if (parsed instanceof Parsed.Invalid<ShellOperation> invalid) {
      throw new JobFailedForGoodException(
          "the operation cannot be run: " + invalid.problems().get(0).toString());
    }
    return ((Parsed.Valid<ShellOperation>) parsed).value();
  }

  private static void takeResult(JobContext job, AttemptFolder folder) throws IOException {
    Optional<byte[]> result = AttemptFolder.read(folder.result(), ResultCut.enough(job));
    if (result.isPresent()) {
      ResultCut.hand(job, result.get(), StandardCharsets.UTF_8);
    }
    AttemptFolder.read(folder.changed(), 16)
        .map(bytes -> new String(bytes, StandardCharsets.UTF_8))
        .map(word -> word.strip().toLowerCase(Locale.ROOT))
        .filter(word -> word.equals("true") || word.equals("false"))
        .ifPresent(word -> job.changed(word.equals("true")));
  }

  private static void conclude(JobContext job, ShellOperation operation, int status) {
    if (status == 0) {
      return;
    }
    String reason = "the script ended with exit status " + status;
    if (operation.warningExitCodes().contains(status)) {
      job.warning(reason);
      return;
    }
    throw JobFailedException.ofKind(
        Integer.toString(status),
        status > SIGNALS_FROM
            ? reason + ", which is what signal %d leaves".formatted(status - SIGNALS_FROM)
            : reason,
        null);
  }
}
