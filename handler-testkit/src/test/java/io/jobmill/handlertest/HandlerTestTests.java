// SPDX-License-Identifier: Apache-2.0
package io.jobmill.handlertest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jobmill.handler.JobContext;
import io.jobmill.handler.JobFailedException;
import io.jobmill.handler.JobHandler;
import io.jobmill.handler.LogLevel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class HandlerTestTests {

  @TempDir Path folder;

  @Test
  void showsWhatAWorkerWouldReport() {
    JobRun run =
        HandlerTest.of(
                named(
                    job -> {
                      job.debug("one");
                      job.info("two");
                      job.error("three\nlines");
                      job.resultJson(Map.of("total", 12));
                      job.changed(true);
                      job.exitCode(0);
                      job.warning("look at it");
                    }))
            .run();

    assertThat(run).warned("look at it").hasResult("{\"total\":12}").hasChanged(true);
    assertThat(run.log()).hasToString("[DEBUG: one, INFO: two, ERROR: three\nlines]");
    assertThat(run.exitCode()).contains(0);
    assertThat(run.progress()).isEmpty();
  }

  @Test
  void aHandlerKnowsTheTraceThatItsAttemptIsAPartOf() {
    AtomicReference<String> seen = new AtomicReference<>();

    HandlerTest.of(
            named(
                job ->
                    seen.set(
                        job.traceparent().orElse("none")
                            + " of "
                            + job.id().toString().replace("-", ""))))
        .run();

    assertThat(seen.get()).matches("00-([0-9a-f]{32})-[0-9a-f]{16}-00 of \\1");
  }

  @Test
  void aHandlerThatThrowsFailsAndItsLogSaysWhy() {
    JobRun known =
        HandlerTest.of(
                named(
                    job -> {
                      throw new JobFailedException("no such server");
                    }))
            .run();
    JobRun unknown =
        HandlerTest.of(
                named(
                    job -> {
                      throw new IOException("reset");
                    }))
            .run();

    assertThat(known).failed("no such server").logged(LogLevel.ERROR, "no such server");
    assertThat(known).hasNoResult();
    assertThat(known.changed()).isEmpty();
    assertThat(unknown).failed("IOException: reset");
  }

  @Test
  void masksSecretsEverywhere() {
    JobRun run =
        HandlerTest.of(
                named(
                    job -> {
                      String token = job.variables().text("Token");
                      job.info("logging in with " + token);
                      job.progress("using " + token);
                      job.result(token);
                      throw new JobFailedException(token + " was refused");
                    }))
            .secret("Token", "hunter2")
            .run();

    assertThat(run).failed("*** was refused").hasResult("***").neverShows("hunter2");
  }

  @Test
  void holdsVariablesAgainstATemplateAsAWorkerDoes() throws IOException {
    Path template = template();
    JobHandler handler =
        named(job -> job.result(job.variables().text("Region") + " " + job.data().get("zone")));

    assertThat(HandlerTest.of(handler).template(template).variable("REGION", "eu").run())
        .hasResult("eu 7");
    assertThat(HandlerTest.of(handler).template(template).run()).hasResult("us 7");
    assertThat(HandlerTest.of(handler).template(template).variable("Region", "mars").run())
        .wasRejected("variable 'Region' must be one of [eu, us]");
    assertThat(HandlerTest.of(handler).template(template).variable("Count", "3").run().message())
        .hasValueSatisfying(why -> assertThat(why).contains("has no variable 'Count'"));
  }

  @Test
  void takesATemplatesSecretsAndItsTimeout() throws IOException {
    JobHandler handler =
        named(
            job -> {
              job.info("with " + job.variables().text("Password", "none"));
              new CountDownLatch(1).await();
            });

    try (RunningJob job =
        HandlerTest.of(handler)
            .template(template())
            .variable("Password", "hunter2")
            .start()
            .awaitLog("with")) {
      JobRun run = job.advance(Duration.ofMinutes(5)).join();

      assertThat(run).failed("timed out after 5m").neverShows("hunter2");
      assertThat(run).logged(LogLevel.INFO, "with ***");
    }
  }

  @Test
  void refusesATemplateThatRunsSomethingElse() throws IOException {
    Path template = template();
    JobHandler other =
        new JobHandler() {
          @Override
          public String name() {
            return "other";
          }

          @Override
          public void handle(JobContext job) {}
        };

    assertThatThrownBy(() -> HandlerTest.of(other).template(template))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageEndingWith("runs 'tested', and the handler is named 'other'");
  }

  @Test
  void aTimeoutComesWhenItsTimeHasComeAndNotBefore() {
    try (RunningJob job =
        HandlerTest.of(named(each -> new CountDownLatch(1).await()))
            .timeout(Duration.ofMinutes(10))
            .patience(Duration.ofSeconds(2))
            .start()) {
      job.advance(Duration.ofMinutes(10).minusNanos(1));
      assertThatThrownBy(job::join).isInstanceOf(AssertionError.class);

      assertThat(job.advance(Duration.ofNanos(1)).join()).failed("timed out after 10m");
    }
  }

  @Test
  void aHandlerThatIgnoresItsInterruptIsGivenUp() {
    CountDownLatch released = new CountDownLatch(1);
    JobHandler deaf =
        named(
            job -> {
              while (released.getCount() > 0) {
                Thread.onSpinWait();
              }
            });

    try (RunningJob job = HandlerTest.of(deaf).timeout(Duration.ofMinutes(1)).start()) {
      JobRun run = job.advance(Duration.ofSeconds(71)).join();

      assertThat(run)
          .failed("timed out after 1m; the handler ignored the interrupt and was abandoned");
    } finally {
      released.countDown();
    }
  }

  @Test
  void cancellingInterruptsTheHandlerAndRunsItsHooks() throws InterruptedException {
    CountDownLatch aborted = new CountDownLatch(1);
    JobHandler handler =
        named(
            job -> {
              job.onCancel(aborted::countDown);
              job.info("waiting");
              new CountDownLatch(1).await();
            });

    try (RunningJob job = HandlerTest.of(handler).start().awaitLog("waiting")) {
      assertThat(job.cancel().join()).wasCancelled();
    }
    assertThat(aborted.await(30, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void aLoopAsksWhetherItIsToStop() {
    JobHandler handler =
        named(
            job -> {
              while (true) {
                job.throwIfCancelled();
                Thread.onSpinWait();
              }
            });

    try (RunningJob job = HandlerTest.of(handler).start()) {
      assertThat(job.stopWorker().join()).wasHandedBack();
    }
  }

  @Test
  void reportsTheLatestProgressOfEachSecondAndTheLast() throws InterruptedException {
    LinkedBlockingQueue<Integer> steps = new LinkedBlockingQueue<>();
    JobHandler handler =
        named(
            job -> {
              for (int step = steps.take(); step < 100; step = steps.take()) {
                job.progress(step, "step " + step);
                job.info("said " + step);
              }
              job.progress(100);
            });

    try (RunningJob job = HandlerTest.of(handler).start()) {
      steps.put(10);
      steps.put(20);
      job.awaitLog("said 20").advance(Duration.ofSeconds(1));
      steps.put(30);
      job.awaitLog("said 30").advance(Duration.ofSeconds(3));
      steps.put(90);
      steps.put(100);

      JobRun run = job.join();
      assertThat(run).succeeded().reportedPercents(20, 30, 100);
      assertThat(run.progress().get(2)).isEqualTo(new ReportedProgress(100, "step 90"));
    }
  }

  @Test
  void everyAttemptOfAJobHasItsToken() {
    UUID id = UUID.randomUUID();
    JobHandler handler = named(job -> job.result(job.attempt() + " " + job.idempotencyToken()));

    assertThat(HandlerTest.of(handler).id(id).run()).hasResult("1 " + id);
    assertThat(HandlerTest.of(handler).id(id).attempt(3).run()).hasResult("3 " + id);
  }

  @Test
  void aHandlerCanShareTheClock() {
    TestClock clock = TestClock.at(Instant.parse("2026-03-01T12:00:00Z"));
    AtomicReference<Instant> seen = new AtomicReference<>();
    JobHandler handler =
        named(
            job -> {
              job.info("here");
              try {
                new CountDownLatch(1).await();
              } finally {
                seen.set(clock.instant());
              }
            });

    try (RunningJob job = HandlerTest.of(handler).clock(clock).start().awaitLog("here")) {
      assertThat(job.advance(Duration.ofHours(1)).join()).failed("timed out after 1h");
    }
    assertThat(seen.get()).isEqualTo("2026-03-01T13:00:00Z");
  }

  @Test
  void aHandlerThatDoesNotEndFailsTheTestAndSaysWhatItHasLogged() {
    JobHandler endless =
        named(
            job -> {
              job.info("on and on");
              new CountDownLatch(1).await();
            });

    assertThatThrownBy(() -> HandlerTest.of(endless).patience(Duration.ofMillis(300)).run())
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("has not ended within PT0.3S")
        .hasMessageContaining("INFO: on and on");
  }

  @Test
  void waitingForAnEntryThatCannotComeFailsAtTheEndOfTheJob() {
    try (RunningJob job = HandlerTest.of(named(each -> each.info("this"))).start()) {
      assertThatThrownBy(() -> job.awaitLog("that"))
          .isInstanceOf(AssertionError.class)
          .hasMessage("waited for an entry with 'that', found [INFO: this]");
    }
  }

  @Test
  void anAssertionThatFailsShowsTheWholeRun() {
    JobRun run = HandlerTest.of(named(job -> job.info("done"))).run();

    assertThatThrownBy(() -> assertThat(run).failed("x"))
        .hasMessageContaining("expected outcome FAILED but found SUCCEEDED")
        .hasMessageContaining("INFO: done");
    assertThatThrownBy(() -> assertThat(run).hasResult("x")).hasMessageContaining("result x");
    assertThatThrownBy(() -> assertThat(run).hasChanged(true)).hasMessageContaining("changed");
    assertThatThrownBy(() -> assertThat(run).logged(LogLevel.WARN, "done"))
        .hasMessageContaining("an entry WARN: done");
    assertThatThrownBy(() -> assertThat(run).neverShows("done")).hasMessageContaining("nowhere");
    assertThatThrownBy(() -> assertThat(run).reportedPercents(1))
        .hasMessageContaining("percentages [1] but found []");
  }

  @Test
  void saysWhetherAFailureWouldBeTriedAgain() throws IOException {
    Path template =
        Files.writeString(
            folder.resolve("retried.yaml"),
            """
            name: tested
            retry: {attempts: 2, delay: 10s, jitter: 0, except: [no-such-file]}
            operation: {type: tested}
            """);
    JobHandler busy =
        named(
            job -> {
              throw JobFailedException.ofKind("busy", "not now", null);
            });
    JobHandler missing =
        named(
            job -> {
              throw JobFailedException.ofKind("no-such-file", "gone", null);
            });

    JobRun first = HandlerTest.of(busy).template(template).run();
    assertThat(first).failed("not now").wouldBeTriedAgain();
    assertThat(first.retryAfter()).contains(Duration.ofSeconds(10));
    assertThat(HandlerTest.of(busy).template(template).attempt(2).run()).wouldNotBeTriedAgain();
    assertThat(HandlerTest.of(missing).template(template).run()).wouldNotBeTriedAgain();
    assertThat(HandlerTest.of(busy).run()).failed("not now").wouldNotBeTriedAgain();
  }

  private Path template() throws IOException {
    return Files.writeString(
        folder.resolve("tested.yaml"),
        """
        name: tested
        timeout: 5m
        variables:
          - {name: Region, type: list, values: [eu, us], restrict: true, initial: us}
          - {name: Password, type: text, obscure: true}
        operation:
          type: tested
          data: {zone: 7}
        """);
  }

  private interface Body {
    void run(JobContext job) throws Exception;
  }

  private static JobHandler named(Body body) {
    return new JobHandler() {
      @Override
      public String name() {
        return "tested";
      }

      @Override
      public void handle(JobContext job) throws Exception {
        body.run(job);
      }
    };
  }
}
