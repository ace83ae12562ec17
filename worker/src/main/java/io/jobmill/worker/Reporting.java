// SPDX-License-Identifier: Apache-2.0
package io.jobmill.worker;

import io.jobmill.event.Origin;
import io.jobmill.kafka.EventRecords;
import io.jobmill.kafka.KafkaClients;
import io.jobmill.kafka.LoopThread;
import io.jobmill.worker.execution.AttemptReports;
import io.jobmill.worker.execution.ProgressReports;
import io.jobmill.worker.metrics.WorkerListener;
import io.jobmill.worker.report.DurableSender;
import io.jobmill.worker.report.EventReporter;
import io.jobmill.worker.report.LogSender;
import io.jobmill.worker.report.LogSettings;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.apache.kafka.clients.producer.ProducerConfig;

/**
 * The way out for what attempts say: events and logs each have a producer, so that a flood of logs
 * does not hold up outcomes.
 */
record Reporting(EventReporter events, AttemptReports attempts) {

  /** How long a send may take before it is tried anew; it is tried for ever. */
  private static final Duration DELIVERY = Duration.ofMinutes(2);

  /** Outcomes wait a moment for company: a request to the broker costs more than a record in it. */
  private static final int LINGER = 5;

  private static final Map<String, Object> PATIENT =
      Map.of(
          ProducerConfig.LINGER_MS_CONFIG, LINGER,
          ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, 10_000,
          ProducerConfig.MAX_BLOCK_MS_CONFIG, 10_000);

  private static final Map<String, Object> LOGS =
      Map.of(
          ProducerConfig.LINGER_MS_CONFIG,
          LINGER,
          ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG,
          10_000,
          ProducerConfig.MAX_BLOCK_MS_CONFIG,
          10_000,
          ProducerConfig.COMPRESSION_TYPE_CONFIG,
          "lz4");

  static Reporting open(
      KafkaClients clients, Origin origin, LogSettings logs, Around around, Closing closing) {
    ScheduledExecutorService retries = executor();
    closing.add(retries::shutdownNow);
    DurableSender events =
        closing.add(
            new DurableSender(() -> clients.producer("worker-events", DELIVERY, PATIENT), retries));
    DurableSender chunks =
        closing.add(
            new DurableSender(() -> clients.producer("worker-logs", DELIVERY, LOGS), retries));
    EventReporter reporter =
        new EventReporter(
            new EventRecords(clients.settings().topics().events(), origin, around.clock()), events);
    LogSender sender = new LogSender(logs, clients.settings().topics().logs(), chunks);
    LoopThread flusher =
        closing.add(new LoopThread("log-flusher", logs.flushEvery(), sender, around.listener()));
    flusher.start();
    ProgressReports progress = new ProgressReports(reporter);
    LoopThread progressLoop =
        closing.add(new LoopThread("progress", ProgressReports.EVERY, progress, around.listener()));
    progressLoop.start();
    return new Reporting(
        reporter, new AttemptReports(reporter, sender, progress, retries, around.clock()));
  }

  record Around(WorkerListener listener, Clock clock) {}

  private static ScheduledExecutorService executor() {
    return Executors.newSingleThreadScheduledExecutor(
        task -> {
          Thread thread = new Thread(task, "reports");
          thread.setDaemon(true);
          return thread;
        });
  }
}
