// SPDX-License-Identifier: Apache-2.0
package io.jobmill.handlertest;

import io.jobmill.event.Command;
import io.jobmill.event.Origin;
import io.jobmill.kafka.EventRecords;
import io.jobmill.worker.execution.Attempt;
import io.jobmill.worker.execution.AttemptExecutor;
import io.jobmill.worker.execution.AttemptReports;
import io.jobmill.worker.execution.JobThreads;
import io.jobmill.worker.execution.ProgressReports;
import io.jobmill.worker.execution.RunningAttempts;
import io.jobmill.worker.execution.Slots;
import io.jobmill.worker.metrics.WorkerListener;
import io.jobmill.worker.report.DurableSender;
import io.jobmill.worker.report.EventReporter;
import io.jobmill.worker.report.LogSender;
import io.jobmill.worker.report.LogSettings;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;

/**
 * The half of a worker that runs attempts, as a worker has it, with everything it would send kept
 * in memory and nothing that happens by itself.
 */
final class MemoryWorker implements AutoCloseable {

  private static final int LOG_BYTES = 16 * 1024 * 1024;
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final SentRecords sent = new SentRecords();
  private final RunningAttempts attempts = new RunningAttempts();
  private final JobThreads threads = JobThreads.open();
  private final ScheduledExecutorService reports = Executors.newSingleThreadScheduledExecutor();
  private final LogSender logs;
  private final ProgressReports progress;
  private final AttemptExecutor executor;

  MemoryWorker(TestClock clock) {
    DurableSender sender = new DurableSender(sent::producer, reports);
    EventReporter events =
        new EventReporter(
            new EventRecords(SentRecords.EVENTS, new Origin("test", "1"), clock), sender);
    this.logs =
        new LogSender(
            new LogSettings(Long.MAX_VALUE, LOG_BYTES, Duration.ofSeconds(1)),
            SentRecords.LOGS,
            sender);
    this.progress = new ProgressReports(events);
    this.executor =
        new AttemptExecutor(
            attempts,
            threads,
            new AttemptReports(events, logs, progress, reports, clock),
            WorkerListener.NONE,
            new AttemptExecutor.RunSettings(
                "test-worker",
                PATIENCE,
                () -> Duration.between(Instant.EPOCH, clock.instant()).toNanos()));
  }

  void start(Attempt attempt) {
    Slots slots = new Slots(1);
    try {
      slots.take(Duration.ofSeconds(1));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted before the job began", e);
    }
    executor.start(attempt, slots);
  }

  /** What a worker does from time to time. */
  void tick() {
    progress.runOnce();
    executor.watch();
  }

  void obey(Command command) {
    executor.obey(command);
  }

  void handBack() {
    try {
      executor.handBack(PATIENCE);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  boolean awaitEnd(Duration bound) {
    try {
      return attempts.awaitAcknowledged(bound) == 0;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted while the handler ran", e);
    }
  }

  /** What has been logged so far. */
  List<LogLine> log() {
    logs.runOnce();
    return sent.log();
  }

  JobRun run() {
    return sent.run();
  }

  /** Nobody waits for a handler that does not stop. */
  @Override
  public void close() {
    if (attempts.count() > 0) {
      try {
        executor.handBack(Duration.ofMillis(100));
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
    threads.close();
    reports.shutdownNow();
  }
}
