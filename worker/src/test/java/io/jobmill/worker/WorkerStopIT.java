// SPDX-License-Identifier: Apache-2.0
package io.jobmill.worker;

import static org.assertj.core.api.Assertions.assertThat;

import io.jobmill.event.JobEvent;
import io.jobmill.event.LogEntry;
import io.jobmill.event.Outcome;
import io.jobmill.event.WorkerRecord;
import io.jobmill.event.WorkerState;
import io.jobmill.job.JobId;
import io.jobmill.job.JobRequest;
import io.jobmill.testkit.infrastructure.KafkaServer;
import io.jobmill.testkit.infrastructure.WithKafka;
import io.jobmill.testkit.time.Await;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@WithKafka
@Timeout(120)
class WorkerStopIT {

  @TempDir Path folder;
  private KafkaServer kafka;
  private TestQueue queue;

  @BeforeEach
  void openQueue(KafkaServer server) {
    kafka = server;
    queue = new TestQueue(server);
  }

  @AfterEach
  void closeQueue() {
    queue.close();
  }

  @Test
  void letsRunningJobsEndWithinTheGraceAndTakesNothingMore() throws InterruptedException {
    queue.publish(Templates.running("gated", "gate"));
    TestHandlers.Gate gate = new TestHandlers.Gate();
    TestWorker worker =
        TestWorker.on(kafka, folder).with(gate).grace(Duration.ofSeconds(20)).start();
    JobId running = queue.submit(JobRequest.forTemplate("gated"));
    gate.awaitEntry();

    CompletableFuture<Void> stopped = CompletableFuture.runAsync(worker::stop);
    Await.until(
        "it says that it stops",
        () -> queue.lastHeartbeat().filter(b -> b.state() == WorkerState.STOPPING).isPresent());
    gate.open();
    stopped.join();
    JobId late = queue.submit(JobRequest.forTemplate("gated"));

    assertThat(queue.await(running, JobEvent.Ended.class).outcome()).isEqualTo(Outcome.SUCCEEDED);
    WorkerRecord.Heartbeat last = queue.lastHeartbeat().orElseThrow();
    assertThat(last.state()).isEqualTo(WorkerState.STOPPED);
    assertThat(last.attempts()).isEmpty();
    assertThat(queue.eventsOf(late)).isEmpty();
  }

  @Test
  void handsBackWhatOutlivesTheGraceWithItsLog() throws InterruptedException {
    queue.publish(Templates.shell("endless", "echo begun; while :; do sleep 600; done"));
    queue.publish(Templates.running("deaf", "stubborn"));
    try (TestHandlers.Stubborn stubborn = new TestHandlers.Stubborn()) {
      TestWorker worker = TestWorker.on(kafka, folder).with(stubborn).start();
      JobId endless = queue.submit(JobRequest.forTemplate("endless"));
      JobId deaf = queue.submit(JobRequest.forTemplate("deaf"));
      queue.await(deaf, JobEvent.Started.class);
      Await.until("it has begun", () -> !queue.logOf(endless).isEmpty());

      worker.stop();

      JobEvent.HandedBack back = queue.await(endless, JobEvent.HandedBack.class);
      assertThat(back.log().entries()).isEqualTo(1);
      assertThat(queue.logOf(endless).get(0).entries())
          .extracting(LogEntry::message)
          .containsExactly("begun");
      assertThat(queue.await(deaf, JobEvent.HandedBack.class).reason())
          .isEqualTo("the worker was stopped before the attempt had ended");
      assertThat(queue.lastHeartbeat().orElseThrow().attempts()).isEmpty();
    }
  }

  @Test
  void losesNothingWhenItStopsInTheMiddleOfABurst() {
    queue.publish(Templates.running("quick", "noop"));
    TestWorker first = TestWorker.on(kafka, folder).slots(128).start();
    List<JobId> ids = queue.submitAll(2_000, JobRequest.forTemplate("quick"));
    Await.until(
        "some have ended",
        () -> queue.events().stream().anyMatch(JobEvent.Ended.class::isInstance));

    first.stop();

    try (TestWorker second = TestWorker.on(kafka, folder).slots(128).start()) {
      Await.until("all are accounted for", () -> queue.accountedFor().containsAll(ids));
      assertThat(queue.endedTwice()).isEmpty();
      assertThat(second.running().isPolling()).isTrue();
    }
  }

  @Test
  void keepsItsIdOverRestartsAndGetsANewIncarnation() {
    TestWorker.on(kafka, folder).start().stop();
    TestWorker.on(kafka, folder).start().stop();

    List<WorkerRecord.Heartbeat> heartbeats = queue.heartbeats();
    assertThat(heartbeats).extracting(beat -> beat.origin().id()).containsOnly(id());
    assertThat(heartbeats.stream().map(beat -> beat.origin().incarnation()).distinct()).hasSize(2);
  }

  private String id() {
    return queue.heartbeats().get(0).origin().id();
  }
}
