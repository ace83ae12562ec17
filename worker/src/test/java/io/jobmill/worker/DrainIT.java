// SPDX-License-Identifier: Apache-2.0
package io.jobmill.worker;

import static org.assertj.core.api.Assertions.assertThat;

import io.jobmill.event.JobEvent;
import io.jobmill.event.Outcome;
import io.jobmill.event.WorkerCommand;
import io.jobmill.event.WorkerRecord;
import io.jobmill.event.WorkerState;
import io.jobmill.job.JobId;
import io.jobmill.job.JobRequest;
import io.jobmill.job.Operation;
import io.jobmill.testkit.infrastructure.KafkaServer;
import io.jobmill.testkit.infrastructure.WithKafka;
import io.jobmill.testkit.time.Await;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@WithKafka
@Timeout(120)
class DrainIT {

  private static final JobRequest NOOP = JobRequest.forOperation(new Operation("noop", Map.of()));

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
  void finishesWhatItHasTakesNothingMoreAndStaysSoOverARestartUntilItIsUndrained()
      throws InterruptedException {
    TestHandlers.Gate gate = new TestHandlers.Gate();
    String worker;
    JobId later;
    try (TestWorker running = TestWorker.on(kafka, folder).with(gate).start()) {
      JobId first = queue.submit(JobRequest.forOperation(new Operation("gate", Map.of())));
      gate.awaitEntry();
      worker = awaitState(WorkerState.READY).origin().id();

      queue.command(new WorkerCommand(worker, true));
      awaitState(WorkerState.DRAINING);
      later = queue.submit(NOOP);
      gate.open();
      assertThat(queue.await(first, JobEvent.Ended.class).outcome()).isEqualTo(Outcome.SUCCEEDED);
      awaitState(WorkerState.CORDONED);
      assertThat(running.running().isPolling()).isTrue();
    }

    try (TestWorker again = TestWorker.on(kafka, folder).with(gate).start()) {
      String incarnation = awaitState(WorkerState.CORDONED).origin().incarnation();
      assertThat(queue.eventsOf(later)).isEmpty();

      queue.command(new WorkerCommand(worker, false));
      JobEvent.Started started = queue.await(later, JobEvent.Started.class);

      assertThat(started.envelope().origin().incarnation()).isEqualTo(incarnation);
      assertThat(again.running().isPolling()).isTrue();
    }
  }

  private WorkerRecord.Heartbeat awaitState(WorkerState state) {
    return Await.value(
        "a worker that is " + state,
        () -> queue.lastHeartbeat().filter(beat -> beat.state() == state));
  }
}
