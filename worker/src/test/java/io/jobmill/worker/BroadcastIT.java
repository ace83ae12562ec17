// SPDX-License-Identifier: Apache-2.0
package io.jobmill.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.jobmill.event.JobEvent;
import io.jobmill.event.Outcome;
import io.jobmill.event.WorkerCommand;
import io.jobmill.event.WorkerState;
import io.jobmill.job.ExpectedWorker;
import io.jobmill.job.JobId;
import io.jobmill.job.JobRequest;
import io.jobmill.job.Pool;
import io.jobmill.job.Target;
import io.jobmill.testkit.infrastructure.KafkaServer;
import io.jobmill.testkit.infrastructure.WithKafka;
import io.jobmill.testkit.time.Await;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@WithKafka
@Timeout(120)
class BroadcastIT {

  private static final Duration SOON = Duration.ofMinutes(5);

  @TempDir Path first;
  @TempDir Path second;
  private KafkaServer kafka;
  private TestQueue queue;

  @BeforeEach
  void openQueue(KafkaServer server) {
    kafka = server;
    queue = new TestQueue(server);
    queue.publish(Templates.shell("hello", "echo hello"));
    queue.publish(Templates.running("wait", "gate"));
  }

  @AfterEach
  void closeQueue() {
    queue.close();
  }

  @Test
  void everyExpectedWorkerRunsItsPartAndNobodyElse() {
    try (TestWorker one = TestWorker.on(kafka, first).start();
        TestWorker two = TestWorker.on(kafka, second).start();
        TestWorker other = TestWorker.on(kafka, second).start()) {
      List<String> ids = awaitWorkers(3);

      JobId id = queue.broadcast(request("hello", SOON, ids.get(0), "nobody", ids.get(1)));
      Await.until("two parts have ended", () -> parts(id, JobEvent.Ended.class).size() == 2);

      assertThat(parts(id, JobEvent.Ended.class))
          .extracting(JobEvent.Ended::outcome)
          .containsOnly(Outcome.SUCCEEDED);
      assertThat(parts(id, JobEvent.Started.class))
          .extracting(started -> started.envelope().origin().id(), s -> s.claim().part())
          .containsExactlyInAnyOrder(tuple(ids.get(0), 1), tuple(ids.get(1), 3));
      Await.until("both logs are there", () -> queue.logOf(id).size() == 2);
      assertThat(queue.logOf(id)).extracting("part").containsExactlyInAnyOrder(1, 3);
      assertThat(Stream.of(one, two, other)).allMatch(worker -> worker.running().isPolling());
    }
  }

  @Test
  void aWorkerThatWasAwayTakesWhatExpectedItUnlessItsTimeIsOver() {
    String worker;
    try (TestWorker running = TestWorker.on(kafka, first).start()) {
      worker = awaitWorkers(1).get(0);
      assertThat(running.running().isPolling()).isTrue();
    }
    JobId late = queue.broadcast(request("hello", Duration.ofSeconds(-1), worker));
    JobId inTime = queue.broadcast(request("hello", SOON, worker));

    try (TestWorker again = TestWorker.on(kafka, first).start()) {
      queue.await(inTime, JobEvent.Ended.class);

      assertThat(queue.eventsOf(late)).isEmpty();
      assertThat(again.running().isPolling()).isTrue();
    }
    try (TestWorker thirdTime = TestWorker.on(kafka, first).start()) {
      JobId next = queue.broadcast(request("hello", SOON, worker));
      queue.await(next, JobEvent.Ended.class);

      assertThat(parts(inTime, JobEvent.Started.class)).hasSize(1);
      assertThat(thirdTime.running().isPolling()).isTrue();
    }
  }

  @Test
  void waitsForASlotWhileEveryOneIsUsed() throws InterruptedException {
    TestHandlers.Gate gate = new TestHandlers.Gate();
    try (TestWorker worker = TestWorker.on(kafka, first).slots(1).with(gate).start()) {
      String id = awaitWorkers(1).get(0);
      JobId before = queue.submit(JobRequest.forTemplate("wait"));
      gate.awaitEntry();

      JobId broadcast = queue.broadcast(request("hello", SOON, id));
      JobId behind = queue.submit(JobRequest.forTemplate("hello"));
      gate.open();
      queue.await(broadcast, JobEvent.Ended.class);
      queue.await(behind, JobEvent.Ended.class);

      assertThat(queue.events().stream().map(event -> event.envelope().id()))
          .containsSubsequence(before, broadcast);
      assertThat(worker.running().isPolling()).isTrue();
    }
  }

  @Test
  void answersAtOnceWhereItCannotRunItsPart() {
    try (TestWorker worker = TestWorker.on(kafka, first).start()) {
      String id = awaitWorkers(1).get(0);
      JobId noHandler = queue.broadcast(request("wait", SOON, id));
      assertThat(queue.await(noHandler, JobEvent.Rejected.class).reason())
          .isEqualTo("no handler for operation 'gate' on this worker");

      queue.command(new WorkerCommand(id, true));
      Await.until(
          "the worker is drained",
          () ->
              queue
                  .lastHeartbeat()
                  .filter(beat -> beat.state() == WorkerState.CORDONED)
                  .isPresent());
      JobId drained = queue.broadcast(request("hello", SOON, id));

      assertThat(queue.await(drained, JobEvent.Rejected.class).reason())
          .isEqualTo("the worker is drained and takes no jobs");
      assertThat(worker.running().isPolling()).isTrue();
    }
  }

  @Test
  void ignoresWhatJobmillDidNotWrite() {
    try (TestWorker worker = TestWorker.on(kafka, first).start()) {
      String id = awaitWorkers(1).get(0);
      JobId foreign = queue.broadcastUnsigned(request("hello", SOON, id));
      JobId own = queue.broadcast(request("hello", SOON, id));
      queue.await(own, JobEvent.Ended.class);

      assertThat(queue.eventsOf(foreign)).isEmpty();
      assertThat(worker.running().isPolling()).isTrue();
    }
  }

  private static JobRequest request(String template, Duration deadline, String... workers) {
    return JobRequest.forTemplate(template)
        .withTarget(Target.ALL)
        .expecting(
            Pool.DEFAULT,
            Stream.of(workers).map(id -> new ExpectedWorker(id, "host-" + id)).toList(),
            Instant.now().plus(deadline));
  }

  private List<String> awaitWorkers(int count) {
    return Await.value(
        count + " workers",
        () -> {
          List<String> ids =
              queue.heartbeats().stream().map(beat -> beat.origin().id()).distinct().toList();
          return ids.size() < count ? Optional.empty() : Optional.of(ids);
        });
  }

  private <E extends JobEvent> List<E> parts(JobId id, Class<E> kind) {
    return queue.eventsOf(id).stream().filter(kind::isInstance).map(kind::cast).toList();
  }
}
