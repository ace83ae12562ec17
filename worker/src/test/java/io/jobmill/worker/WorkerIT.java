// SPDX-License-Identifier: Apache-2.0
package io.jobmill.worker;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.jobmill.event.Command;
import io.jobmill.event.JobEvent;
import io.jobmill.event.LogCount;
import io.jobmill.event.LogEntry;
import io.jobmill.event.Outcome;
import io.jobmill.event.Progress;
import io.jobmill.job.JobId;
import io.jobmill.job.JobRequest;
import io.jobmill.job.Operation;
import io.jobmill.job.Pool;
import io.jobmill.job.QueuePoint;
import io.jobmill.job.Trace;
import io.jobmill.job.Value;
import io.jobmill.kafka.DeadLetter;
import io.jobmill.template.Variable;
import io.jobmill.testkit.infrastructure.KafkaServer;
import io.jobmill.testkit.infrastructure.WithKafka;
import io.jobmill.testkit.time.Await;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.apache.kafka.common.header.Header;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.MDC;

@WithKafka
@Timeout(120)
class WorkerIT {

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
  void runsAJobThatWasSubmittedBeforeAnyWorkerHadStarted() {
    queue.publish(
        Templates.shell(
            "hello",
            """
            echo "hello $Name"
            echo '{"greeted": true}' > "$JOBMILL_RESULT_FILE"
            echo true > "$JOBMILL_CHANGED_FILE"
            """,
            Variable.text("Name")));
    JobId id =
        queue.submit(
            JobRequest.forTemplate("HELLO")
                .withVariables(Map.of("name", Value.of("world")), Map.of()));

    try (TestWorker worker = TestWorker.on(kafka, folder).start()) {
      JobEvent.Started started = queue.await(id, JobEvent.Started.class);
      JobEvent.Ended ended = queue.await(id, JobEvent.Ended.class);

      assertThat(started.hostname()).isEqualTo("test-host");
      assertThat(started.claim().delivery()).isEqualTo(1);
      assertThat(started.request().variables()).containsOnlyKeys("Name");
      assertThat(ended.outcome()).isEqualTo(Outcome.SUCCEEDED);
      assertThat(ended.changed()).isTrue();
      assertThat(ended.result()).isNotNull();
      assertThat(ended.result().text()).isEqualTo("{\"greeted\": true}\n");
      assertThat(ended.log().entries()).isEqualTo(1);
      assertThat(ended.log().chunks()).isEqualTo(1);
      assertThat(queue.logOf(ended)).extracting(LogEntry::message).containsExactly("hello world");
      assertThat(worker.running().isPolling()).isTrue();
    }
  }

  @Test
  void saysHowFarAScriptHasComeAndTheLastWordBeforeTheOutcome() {
    queue.publish(Templates.shell("steps", "echo 'PROGRESS: 10 first'; echo 'PROGRESS: 90 last'"));
    JobId id = queue.submit(JobRequest.forTemplate("steps"));

    try (TestWorker worker = TestWorker.on(kafka, folder).start()) {
      JobEvent.Ended ended = queue.await(id, JobEvent.Ended.class);

      List<JobEvent> events = queue.eventsOf(id);
      int end = events.indexOf(ended);
      assertThat(events.get(end - 1))
          .isInstanceOfSatisfying(
              JobEvent.Progressed.class,
              last -> {
                assertThat(last.progress()).isEqualTo(new Progress(90, "last"));
                assertThat(last.claim()).isEqualTo(ended.claim());
              });
      assertThat(ended.log().entries()).isZero();
      assertThat(worker.running().isPolling()).isTrue();
    }
  }

  @Test
  void putsAwayWhatNobodyCanReadUntouchedAndGoesOn() {
    byte[] garbage = "{\"template\": 7".getBytes(UTF_8);
    queue.send(queue.queueTopic(), "some key", garbage);
    JobId id = queue.submit(JobRequest.forOperation(new Operation("noop", Map.of())));

    try (TestWorker worker = TestWorker.on(kafka, folder).start()) {
      queue.await(id, JobEvent.Ended.class);

      assertThat(worker.running().isPolling()).isTrue();
      assertThat(queue.deadLetters())
          .singleElement()
          .satisfies(
              letter -> {
                assertThat(letter.value()).isEqualTo(garbage);
                assertThat(letter.key()).isEqualTo("some key".getBytes(UTF_8));
                assertThat(text(letter.headers().lastHeader(DeadLetter.TOPIC)))
                    .isEqualTo(queue.queueTopic());
                assertThat(text(letter.headers().lastHeader(DeadLetter.OFFSET))).isEqualTo("0");
                assertThat(text(letter.headers().lastHeader(DeadLetter.REASON))).isNotBlank();
              });
    }
  }

  @Test
  void rejectsWhatCanBeReadButNotRunAndSaysWhy() {
    queue.publish(Templates.running("known", "noop", Variable.text("Name")));
    JobId unknown = queue.submit(JobRequest.forTemplate("unknown"));
    JobId wrong =
        queue.submit(
            JobRequest.forTemplate("known")
                .withVariables(Map.of("Other", Value.of("x")), Map.of()));
    JobId neither = JobId.of("01890a5d-ac96-774b-bcce-b302099a8051");
    queue.send(queue.queueTopic(), neither.toString(), "{}".getBytes(UTF_8));
    JobId adHoc =
        queue.submit(JobRequest.forOperation(new Operation("shell", Map.of("script", "true"))));

    try (TestWorker worker = TestWorker.on(kafka, folder).adHoc(false).start()) {
      assertThat(queue.await(unknown, JobEvent.Rejected.class).reason())
          .isEqualTo("there is no template 'unknown'");
      assertThat(queue.await(wrong, JobEvent.Rejected.class).reason())
          .isEqualTo("template 'known' has no variable 'Other'; it has [Name]");
      assertThat(queue.await(wrong, JobEvent.Rejected.class).request().variables()).isEmpty();
      assertThat(queue.await(neither, JobEvent.Rejected.class).reason())
          .isEqualTo("exactly one of template and operation must be given");
      assertThat(queue.await(adHoc, JobEvent.Rejected.class).reason())
          .isEqualTo("this pool does not run shell operations without a template");
      assertThat(worker.running().isPolling()).isTrue();
    }
    assertThat(queue.events()).noneMatch(JobEvent.Started.class::isInstance);
  }

  @Test
  void defersWhatCannotBeRunYetOrNotHere() {
    Instant later = Instant.now().plus(1, ChronoUnit.HOURS).truncatedTo(ChronoUnit.MILLIS);
    queue.publish(Templates.running("early", "noop", Templates.secret("Password")));
    queue.publish(Templates.running("elsewhere", "thumbnail"));
    JobId early =
        queue.submit(
            JobRequest.forTemplate("early")
                .withVariables(Map.of("password", Value.of("hunter2hunter2")), Map.of())
                .withRunAt(later));
    JobId elsewhere = queue.submit(JobRequest.forTemplate("elsewhere"));

    try (TestWorker worker = TestWorker.on(kafka, folder).start()) {
      JobEvent.Deferred deferred = queue.await(early, JobEvent.Deferred.class);
      assertThat(deferred.until()).isEqualTo(later);
      assertThat(deferred.request().variables()).isEmpty();
      assertThat(deferred.request().sealed()).containsOnlyKeys("Password");
      JobEvent.Deferred missing = queue.await(elsewhere, JobEvent.Deferred.class);
      assertThat(missing.until()).isNull();
      assertThat(missing.reason()).isEqualTo("no handler for operation 'thumbnail' on this worker");
      assertThat(worker.running().isPolling()).isTrue();
    }
  }

  @Test
  void letsNoSecretLeaveInClear() {
    queue.publish(
        Templates.shell(
            "secretive",
            """
            echo "password is $Password"
            printf '%s' "$Password" > "$JOBMILL_RESULT_FILE"
            echo "WARN: $Password" >&2
            exit 4
            """,
            Templates.secret("Password")));
    JobId id =
        queue.submit(
            JobRequest.forTemplate("secretive")
                .withVariables(Map.of("Password", Value.of("first line\nsecond line")), Map.of()));

    try (TestWorker worker = TestWorker.on(kafka, folder).start()) {
      JobEvent.Ended ended = queue.await(id, JobEvent.Ended.class);
      JobEvent.Started started = queue.await(id, JobEvent.Started.class);

      assertThat(worker.running().isPolling()).isTrue();
      assertThat(started.request().variables()).isEmpty();
      assertThat(started.request().sealed()).containsOnlyKeys("Password");
      assertThat(ended.outcome()).isEqualTo(Outcome.FAILED);
      assertThat(ended.result()).isNotNull();
      assertThat(ended.result().text()).isEqualTo("***\n***");
      assertThat(ended.exitCode()).isEqualTo(4);
      assertThat(queue.logOf(ended))
          .extracting(LogEntry::message)
          .contains("password is ***", "***", "the script ended with exit status 4")
          .noneMatch(message -> message.contains("line"));
    }
  }

  @Test
  void rejectsSecretsWhenItHasNoKeyToKeepThem() {
    queue.publish(Templates.running("secretive", "noop", Templates.secret("Password")));
    JobId id = queue.submit(JobRequest.forTemplate("secretive"));

    try (TestWorker worker = TestWorker.on(kafka, folder).withoutSecret().start()) {
      assertThat(queue.await(id, JobEvent.Rejected.class).reason()).contains("JOBMILL_SECRET_KEY");
      assertThat(worker.running().isPolling()).isTrue();
    }
  }

  @Test
  void letsAnErrorOfAHandlerFailItsJobOnly() {
    queue.publish(Templates.running("deep", "deep"));
    queue.publish(Templates.running("plain", "plain"));
    JobId deep = queue.submit(JobRequest.forTemplate("deep"));
    JobId plain = queue.submit(JobRequest.forTemplate("plain"));

    try (TestWorker worker =
        TestWorker.on(kafka, folder)
            .with(
                TestHandlers.named(
                    "deep",
                    job -> {
                      throw new StackOverflowError();
                    }))
            .with(TestHandlers.named("plain", job -> job.result("fine")))
            .start()) {
      JobEvent.Ended ended = queue.await(deep, JobEvent.Ended.class);
      assertThat(ended.outcome()).isEqualTo(Outcome.FAILED);
      assertThat(ended.message()).isEqualTo("StackOverflowError");
      assertThat(queue.await(plain, JobEvent.Ended.class).outcome()).isEqualTo(Outcome.SUCCEEDED);
      assertThat(worker.running().isPolling()).isTrue();
    }
  }

  @Test
  void aHandlersOwnLogLinesNameItsJobAndNoOther() {
    BlockingQueue<Map<String, String>> seen = new LinkedBlockingQueue<>();
    queue.publish(Templates.running("logging", "logging"));
    JobId first = queue.submit(JobRequest.forTemplate("logging"));
    JobId second = queue.submit(JobRequest.forTemplate("logging"));

    try (TestWorker worker =
        TestWorker.on(kafka, folder)
            .with(TestHandlers.named("logging", job -> seen.add(MDC.getCopyOfContextMap())))
            .start()) {
      queue.await(first, JobEvent.Ended.class);
      queue.await(second, JobEvent.Ended.class);

      assertThat(seen).containsExactlyInAnyOrder(logged(first), logged(second));
      assertThat(worker.running().isPolling()).isTrue();
    }
  }

  private static Map<String, String> logged(JobId id) {
    return Map.of(
        "job",
        id.toString(),
        "attempt",
        "1",
        "worker",
        "test-host",
        "traceId",
        Trace.ofJob(id).id());
  }

  @Test
  void stopsWhatTakesTooLongAndGivesUpAThreadThatDoesNotListen() {
    Duration timeout = Duration.ofMillis(300);
    queue.publish(Templates.running("slow", new Operation("gate", Map.of()), timeout));
    queue.publish(Templates.running("deaf", new Operation("stubborn", Map.of()), timeout));
    queue.publish(Templates.running("quick", "noop"));

    try (TestHandlers.Gate gate = new TestHandlers.Gate();
        TestHandlers.Stubborn stubborn = new TestHandlers.Stubborn();
        TestWorker worker =
            TestWorker.on(kafka, folder).slots(1).with(gate).with(stubborn).start()) {
      JobId slow = queue.submit(JobRequest.forTemplate("slow"));
      JobId deaf = queue.submit(JobRequest.forTemplate("deaf"));
      JobId quick = queue.submit(JobRequest.forTemplate("quick"));

      assertThat(queue.await(slow, JobEvent.Ended.class).message())
          .isEqualTo("timed out after 0.3s");
      assertThat(queue.await(deaf, JobEvent.Ended.class).message())
          .isEqualTo("timed out after 0.3s; the handler ignored the interrupt and was abandoned");
      assertThat(queue.await(quick, JobEvent.Ended.class).outcome()).isEqualTo(Outcome.SUCCEEDED);
      assertThat(worker.running().isPolling()).isTrue();
    }
  }

  @Test
  void stopsAnAttemptThatIsNoLongerWantedAndDoesNotStartOne() throws InterruptedException {
    queue.publish(Templates.running("gated", "gate"));

    try (TestHandlers.Gate gate = new TestHandlers.Gate();
        TestWorker worker = TestWorker.on(kafka, folder).with(gate).start()) {
      JobId id = queue.submit(JobRequest.forTemplate("gated"));
      gate.awaitEntry();
      queue.command(new Command(id, 2));

      assertThat(queue.await(id, JobEvent.HandedBack.class).reason())
          .isEqualTo("stopped: a later attempt has taken over");

      queue.submit(JobRequest.forTemplate("gated").withId(id));
      assertThat(queue.await(id, JobEvent.Unclaimed.class).reason())
          .isEqualTo("a later attempt has taken over");
      assertThat(worker.running().isPolling()).isTrue();
    }
  }

  @Test
  void stopsAJobThatIsCancelledAndDoesNotStartOne() throws InterruptedException {
    queue.publish(Templates.running("gated", "gate"));

    try (TestHandlers.Gate gate = new TestHandlers.Gate();
        TestWorker worker = TestWorker.on(kafka, folder).with(gate).start()) {
      JobId id = queue.submit(JobRequest.forTemplate("gated"));
      gate.awaitEntry();
      // Read before the next one, so that the worker knows of it once it has obeyed that.
      JobId pending = new JobId(UUID.randomUUID());
      queue.command(Command.cancel(pending));
      queue.command(Command.cancel(id));

      JobEvent.Cancelled stopped = queue.await(id, JobEvent.Cancelled.class);
      assertThat(stopped.reason()).isEqualTo("stopped: the job was cancelled");
      assertThat(stopped.claim()).isNotNull();
      assertThat(stopped.log().entries()).isEqualTo(1);

      queue.submit(JobRequest.forTemplate("gated").withId(pending));
      JobEvent.Cancelled refused = queue.await(pending, JobEvent.Cancelled.class);
      assertThat(refused.reason()).isEqualTo("not run: the job was cancelled");
      assertThat(refused.log()).isEqualTo(LogCount.NONE);
      assertThat(worker.running().isPolling()).isTrue();
    }
  }

  @Test
  void givesUpACancelledJobWhoseHandlerDoesNotListenAndUsesItsSlotAgain() throws Exception {
    queue.publish(Templates.running("deaf", "stubborn"));
    queue.publish(Templates.running("quick", "noop"));

    try (TestHandlers.Stubborn stubborn = new TestHandlers.Stubborn();
        TestWorker worker = TestWorker.on(kafka, folder).slots(1).with(stubborn).start()) {
      JobId deaf = queue.submit(JobRequest.forTemplate("deaf"));
      stubborn.awaitEntry();
      JobId quick = queue.submit(JobRequest.forTemplate("quick"));
      queue.command(Command.cancel(deaf));

      assertThat(queue.await(deaf, JobEvent.Cancelled.class).reason())
          .isEqualTo(
              "stopped: the job was cancelled; the handler ignored the interrupt and was abandoned");
      assertThat(queue.await(quick, JobEvent.Ended.class).outcome()).isEqualTo(Outcome.SUCCEEDED);
      assertThat(worker.running().isPolling()).isTrue();
    }
  }

  @Test
  void stopsTheClaimOfAnotherRecordThatLostTheAttempt() throws InterruptedException {
    queue.publish(Templates.running("gated", "gate"));

    try (TestHandlers.Gate gate = new TestHandlers.Gate();
        TestWorker worker = TestWorker.on(kafka, folder).with(gate).start()) {
      JobId id = queue.submit(JobRequest.forTemplate("gated"));
      gate.awaitEntry();
      queue.command(new Command(id, 1, new QueuePoint(Pool.DEFAULT, 0, 77), 1));

      assertThat(queue.await(id, JobEvent.HandedBack.class).reason())
          .isEqualTo("stopped: a later attempt has taken over");
      assertThat(worker.running().isPolling()).isTrue();
    }
  }

  @Test
  void leavesShortJobsToAnotherWorkerWhileLongOnesFillItsSlots() throws InterruptedException {
    queue.publish(Templates.running("gated", "gate"));
    queue.publish(Templates.running("quick", "noop"));

    try (TestHandlers.Gate gate = new TestHandlers.Gate();
        TestWorker full = TestWorker.on(kafka, folder.resolve("a")).slots(4).with(gate).start()) {
      for (int i = 0; i < 4; i++) {
        queue.submit(JobRequest.forTemplate("gated"));
        gate.awaitEntry();
      }
      try (TestWorker free = TestWorker.on(kafka, folder.resolve("b")).start()) {
        List<JobId> ids = queue.submitAll(200, JobRequest.forTemplate("quick"));

        Await.until("all short jobs have ended", () -> queue.endedIds().containsAll(ids));
        assertThat(full.running().isPolling()).isTrue();
        assertThat(free.running().isPolling()).isTrue();
      }
    }
  }

  @Test
  void usesEverySlotItHas() throws InterruptedException {
    queue.publish(Templates.running("gated", "gate"));
    queue.submitAll(40, JobRequest.forTemplate("gated"));

    try (TestHandlers.Gate gate = new TestHandlers.Gate();
        TestWorker worker = TestWorker.on(kafka, folder).slots(32).with(gate).start()) {
      for (int i = 0; i < 32; i++) {
        gate.awaitEntry();
      }
      Await.until(
          "a heartbeat lists them",
          () -> queue.lastHeartbeat().filter(beat -> beat.attempts().size() == 32).isPresent());
      assertThat(worker.running().isPolling()).isTrue();
    }
  }

  @Test
  void runsEveryJobOnceOnSeveralWorkers() {
    queue.publish(Templates.running("quick", "noop"));

    try (TestWorker one = TestWorker.on(kafka, folder).slots(64).start();
        TestWorker two = TestWorker.on(kafka, folder).slots(64).start()) {
      List<JobId> ids = queue.submitAll(3_000, JobRequest.forTemplate("quick"));

      Await.until("all are accounted for", () -> queue.accountedFor().containsAll(ids));
      List<JobEvent> events = queue.events();
      assertThat(queue.endedTwice()).isEmpty();
      assertThat(one.running().isPolling()).isTrue();
      assertThat(two.running().isPolling()).isTrue();
      assertThat(
              events.stream()
                  .filter(JobEvent.Started.class::isInstance)
                  .map(event -> ((JobEvent.Started) event).hostname()))
          .contains("test-host", "test-host#2");
    }
  }

  private static String text(Header header) {
    return new String(header.value(), UTF_8);
  }
}
