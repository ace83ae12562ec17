// SPDX-License-Identifier: Apache-2.0
package io.jobmill.worker.execution;

import io.jobmill.event.Envelope;
import io.jobmill.event.JobEvent;
import io.jobmill.event.LogCount;
import io.jobmill.event.Outcome;
import io.jobmill.worker.report.EventReporter;
import io.jobmill.worker.report.LogOwner;
import io.jobmill.worker.report.LogSender;
import io.jobmill.worker.report.LogStream;
import io.jobmill.worker.report.Masker;
import java.time.Clock;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * Opens an attempt's log, and at its end sends first its last progress and the rest of the log, and
 * then the outcome.
 */
public final class AttemptReports {

  private final EventReporter events;
  private final LogSender logs;
  private final ProgressReports progress;
  private final Executor afterLogs;
  private final Clock clock;

  /**
   * @param afterLogs sends outcomes that had to wait for their log: not the thread that
   *     acknowledges, which must never wait
   */
  public AttemptReports(
      EventReporter events,
      LogSender logs,
      ProgressReports progress,
      Executor afterLogs,
      Clock clock) {
    this.events = events;
    this.logs = logs;
    this.progress = progress;
    this.afterLogs = afterLogs;
    this.clock = clock;
  }

  LogStream openLog(Attempt attempt, Masker masker) {
    LogOwner owner =
        new LogOwner(attempt.id(), attempt.number(), events.records().origin(), attempt.claim());
    return new LogStream(owner, masker, logs, clock);
  }

  AttemptProgress openProgress(Attempt attempt, Masker masker) {
    return progress.open(attempt, masker);
  }

  /**
   * @return completed when the outcome is acknowledged
   */
  CompletableFuture<Void> conclude(RunningAttempt running, Ending ending) {
    running.progress().close();
    CompletableFuture<LogCount> logged = running.log().close(lastLine(ending));
    if (logged.isDone() && !logged.isCompletedExceptionally()) {
      return events.report(event(running.attempt(), ending, logged.join()));
    }
    return logged.thenComposeAsync(
        count -> events.report(event(running.attempt(), ending, count)), afterLogs);
  }

  private static @Nullable String lastLine(Ending ending) {
    boolean failed = ending instanceof Ending.Ended ended && ended.outcome() == Outcome.FAILED;
    return failed || ending instanceof Ending.Cancelled ? ending.message() : null;
  }

  private JobEvent event(Attempt attempt, Ending ending, LogCount log) {
    Envelope envelope =
        events
            .records()
            .envelope(attempt.id(), attempt.number(), attempt.request().ask(), attempt.trace());
    if (ending instanceof Ending.Ended ended) {
      return new JobEvent.Ended(
          envelope,
          attempt.claim(),
          ended.outcome(),
          ended.changed(),
          ended.result(),
          ended.message(),
          ended.exitCode(),
          log,
          ended.retryAfter());
    }
    String why = String.valueOf(ending.message());
    return ending instanceof Ending.Cancelled
        ? new JobEvent.Cancelled(envelope, attempt.claim(), why, log)
        : new JobEvent.HandedBack(envelope, attempt.claim(), why, log);
  }
}
