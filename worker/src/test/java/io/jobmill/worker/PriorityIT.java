// SPDX-License-Identifier: Apache-2.0
package io.jobmill.worker;

import static io.jobmill.job.Priority.HIGH;
import static io.jobmill.job.Priority.LOW;
import static io.jobmill.job.Priority.NORMAL;
import static org.assertj.core.api.Assertions.assertThat;

import io.jobmill.event.JobEvent;
import io.jobmill.job.JobId;
import io.jobmill.job.JobRequest;
import io.jobmill.job.Priority;
import io.jobmill.testkit.infrastructure.KafkaServer;
import io.jobmill.testkit.infrastructure.WithKafka;
import io.jobmill.testkit.time.Await;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@WithKafka
@Timeout(120)
class PriorityIT {

  @TempDir Path folder;
  private KafkaServer kafka;
  private TestQueue queue;

  @BeforeEach
  void openQueue(KafkaServer server) {
    kafka = server;
    queue = new TestQueue(server);
    queue.publish(Templates.running("gated", "gate"));
    queue.publish(Templates.running("quick", "noop"));
  }

  @AfterEach
  void closeQueue() {
    queue.close();
  }

  @Test
  void aHighJobOvertakesFiveHundredNormalOnesOnTheOnlySlot() throws InterruptedException {
    try (TestHandlers.Gate gate = new TestHandlers.Gate();
        TestWorker worker = TestWorker.on(kafka, folder).slots(1).with(gate).start()) {
      JobId first = queue.submit(JobRequest.forTemplate("gated"));
      gate.awaitEntry();
      queue.submitAll(500, JobRequest.forTemplate("quick"));
      JobId high = queue.submitAll(HIGH, 1, JobRequest.forTemplate("quick")).get(0);
      int before = queue.heartbeats().size();
      Await.until("it was noticed", () -> queue.heartbeats().size() > before + 10);
      assertThat(worker.running().isPolling()).isTrue();

      gate.open();

      Await.until("both have started", () -> started().size() > 1);
      assertThat(started().stream().map(event -> event.envelope().id()).limit(2))
          .containsExactly(first, high);
    }
  }

  @Test
  void everyQueueHasItsShareOfTheOnlySlot() {
    queue.submitAll(LOW, 300, JobRequest.forTemplate("quick"));
    queue.submitAll(NORMAL, 300, JobRequest.forTemplate("quick"));
    queue.submitAll(HIGH, 300, JobRequest.forTemplate("quick"));

    try (TestWorker worker = TestWorker.on(kafka, folder).slots(1).start()) {
      Await.until("all have started", () -> started().size() == 900);
      List<Priority> order = order();

      // Once all three have been noticed, and while there are high ones left.
      List<Priority> contended =
          order.subList(order.indexOf(LOW), order.subList(0, 600).lastIndexOf(HIGH));
      assertThat(contended).hasSizeGreaterThan(50);
      assertThat(share(contended, HIGH)).isBetween(0.55, 0.85);
      assertThat(share(contended, NORMAL)).isBetween(0.10, 0.30);
      assertThat(share(contended, LOW)).isBetween(0.05, 0.15);
      assertThat(worker.running().isPolling()).isTrue();
    }
  }

  @Test
  void everySlotServesWhateverQueueHasJobs() throws InterruptedException {
    queue.submitAll(LOW, 40, JobRequest.forTemplate("gated"));

    try (TestHandlers.Gate gate = new TestHandlers.Gate();
        TestWorker worker = TestWorker.on(kafka, folder).slots(16).with(gate).start()) {
      for (int i = 0; i < 16; i++) {
        gate.awaitEntry();
      }
      assertThat(order()).containsOnly(LOW);
      assertThat(worker.running().isPolling()).isTrue();
    }
  }

  private List<Priority> order() {
    return started().stream().map(event -> event.claim().queue().priority()).toList();
  }

  private List<JobEvent.Started> started() {
    List<JobEvent.Started> started = new ArrayList<>();
    for (JobEvent event : queue.events()) {
      if (event instanceof JobEvent.Started one) {
        started.add(one);
      }
    }
    return started;
  }

  private static double share(List<Priority> order, Priority priority) {
    return (double) order.stream().filter(priority::equals).count() / order.size();
  }
}
