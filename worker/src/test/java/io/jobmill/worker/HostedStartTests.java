// SPDX-License-Identifier: Apache-2.0
package io.jobmill.worker;

import static org.assertj.core.api.Assertions.assertThat;

import io.jobmill.kafka.KafkaSetupException;
import io.jobmill.testkit.time.Await;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class HostedStartTests {

  private static final Duration HEARTBEAT = Duration.ofSeconds(2);

  @Test
  void triesAgainUntilItIsNotWantedAnyMore() throws Exception {
    CountDownLatch third = new CountDownLatch(3);
    HostedStart start =
        HostedStart.begin(
            () -> {
              third.countDown();
              throw new KafkaSetupException("no broker", null);
            });

    Await.signal("it has tried three times", third);
    assertThat(start.problem(Instant.EPOCH, HEARTBEAT)).contains("no broker");
    start.end(Duration.ofSeconds(1));

    assertThat(Thread.getAllStackTraces().keySet())
        .extracting(Thread::getName)
        .doesNotContain("jobmill-worker-start");
  }

  @Test
  void saysWhatIsUnexpectedWithItsKind() {
    HostedStart start =
        HostedStart.begin(
            () -> {
              throw new IllegalStateException("slots do not go around");
            });

    Await.until(
        "it says why",
        () ->
            start
                .problem(Instant.EPOCH, HEARTBEAT)
                .filter("java.lang.IllegalStateException: slots do not go around"::equals)
                .isPresent());
    start.end(Duration.ofSeconds(1));
  }

  @Test
  void aStartThatHangsIsInterruptedByItsEnd() throws Exception {
    CountDownLatch begun = new CountDownLatch(1);
    AtomicBoolean interrupted = new AtomicBoolean();
    HostedStart start =
        HostedStart.begin(
            () -> {
              begun.countDown();
              try {
                new CountDownLatch(1).await();
              } catch (InterruptedException e) {
                interrupted.set(true);
                Thread.currentThread().interrupt();
              }
              throw new KafkaSetupException("interrupted", null);
            });
    Await.signal("it has begun", begun);

    start.end(Duration.ofSeconds(1));

    assertThat(interrupted).isTrue();
  }
}
