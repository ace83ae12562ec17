// SPDX-License-Identifier: Apache-2.0
package io.jobmill.worker;

import static org.assertj.core.api.Assertions.assertThat;

import io.jobmill.embedded.broker.BrokerSettings;
import io.jobmill.embedded.broker.EmbeddedBroker;
import io.jobmill.event.JobEvent;
import io.jobmill.event.LogEntry;
import io.jobmill.event.Outcome;
import io.jobmill.handler.JobContext;
import io.jobmill.job.JobId;
import io.jobmill.job.JobRequest;
import io.jobmill.testkit.infrastructure.KafkaServer;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Has a broker of its own, because it takes it away. */
@Timeout(240)
class BrokerOutageIT {

  @TempDir Path folder;

  @Test
  void reportsWhatEndedDuringAnOutageAndTakesJobsAfterwards() throws InterruptedException {
    BrokerSettings settings = BrokerSettings.in(folder.resolve("kafka"));
    EmbeddedBroker broker = EmbeddedBroker.start(settings);
    int port = broker.port();
    KafkaServer kafka = new KafkaServer(broker.bootstrapServers(), "jobmill.");

    try (TestHandlers.Gate gate = new TestHandlers.Gate();
        TestQueue queue = new TestQueue(kafka);
        TestWorker worker =
            TestWorker.on(kafka, folder.resolve("worker"))
                .with(gate)
                .with(TestHandlers.named("greet", job -> job.info("hello")))
                .start()) {
      queue.publish(Templates.running("gated", "gate"));
      queue.publish(Templates.running("greeting", "greet"));
      JobId during = queue.submit(JobRequest.forTemplate("gated"));
      JobContext job = gate.awaitEntry();

      broker.close();
      job.info("nobody hears this yet");
      gate.open();
      broker = EmbeddedBroker.start(settings.withPort(port));
      JobId after = queue.submit(JobRequest.forTemplate("greeting"));

      JobEvent.Ended ended = queue.await(during, JobEvent.Ended.class);
      assertThat(ended.outcome()).isEqualTo(Outcome.SUCCEEDED);
      assertThat(queue.logOf(ended))
          .extracting(LogEntry::message)
          .containsExactly("nobody hears this yet");
      assertThat(queue.await(after, JobEvent.Ended.class).outcome()).isEqualTo(Outcome.SUCCEEDED);
      assertThat(worker.running().isPolling()).isTrue();
    } finally {
      broker.close();
    }
  }

  @Test
  void stopsWithinItsBoundWhileTheBrokerIsAway() throws InterruptedException {
    EmbeddedBroker broker = EmbeddedBroker.start(BrokerSettings.in(folder.resolve("kafka")));
    KafkaServer kafka = new KafkaServer(broker.bootstrapServers(), "jobmill.");

    try (TestHandlers.Gate gate = new TestHandlers.Gate();
        TestQueue queue = new TestQueue(kafka)) {
      TestWorker worker =
          TestWorker.on(kafka, folder.resolve("worker"))
              .with(gate)
              .grace(Duration.ofSeconds(1))
              .start();
      queue.publish(Templates.running("gated", "gate"));
      queue.submit(JobRequest.forTemplate("gated"));
      gate.awaitEntry();
      broker.close();

      long begun = System.nanoTime();
      worker.stop();

      assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(25));
    } finally {
      broker.close();
    }
  }
}
