// SPDX-License-Identifier: Apache-2.0
package io.jobmill.gateway.trigger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jobmill.job.JobQueue;
import io.jobmill.job.Pool;
import io.jobmill.job.Priority;
import io.jobmill.testkit.time.SettableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SubmittersTests {

  private static final JobQueue NORMAL = JobQueue.normal(Pool.DEFAULT);
  private static final JobQueue HIGH = new JobQueue(Pool.DEFAULT, Priority.HIGH);

  private final SettableClock clock = new SettableClock(Instant.parse("2026-03-01T12:00:00Z"));
  private final AtomicInteger lowered = new AtomicInteger();
  private final Submitters submitters =
      new Submitters(new Submitters.Share(10, 20), lowered::incrementAndGet, clock);

  @Test
  void whatGoesBeyondABurstWaitsOnTheLowQueue() {
    assertThat(normal(100, "flood", "t")).isEqualTo(20);
    assertThat(lowered).hasValue(80);
  }

  @Test
  void theShareComesBackSteadilyAndNeverBeyondTheBurst() {
    normal(100, "flood", "t");

    clock.advance(Duration.ofMillis(500));
    assertThat(normal(100, "flood", "t")).isEqualTo(5);
    clock.advance(Duration.ofDays(1));
    assertThat(normal(100, "flood", "t")).isEqualTo(20);
  }

  @Test
  void whoKeepsFloodingKeepsNoMoreThanItsRate() {
    long kept = 0;
    for (int second = 0; second < 100; second++) {
      clock.advance(Duration.ofSeconds(1));
      kept += normal(200, "flood", "t");
    }

    assertThat(kept).isBetween(1_000L, 1_020L);
  }

  @Test
  void othersKeepTheirShare() {
    normal(1_000, "flood", "t");

    assertThat(normal(10, "quiet", "t")).isEqualTo(10);
  }

  @Test
  void whoHasNoNameCountsByWhatIsAskedFor() {
    assertThat(normal(30, null, "Nightly")).isEqualTo(20);
    assertThat(normal(30, null, "nightly")).isZero();
    assertThat(normal(30, null, "other")).isEqualTo(20);
    assertThat(normal(30, "nightly", "other")).as("a name is no template").isEqualTo(20);
  }

  @Test
  void onAQueueThatATemplateChoseNothingIsCounted() {
    normal(100, "flood", "t");

    assertThat(submitters.queue(HIGH, "flood", "t")).isEqualTo(HIGH);
    JobQueue low = new JobQueue(Pool.DEFAULT, Priority.LOW);
    assertThat(submitters.queue(low, "quiet", "t")).isEqualTo(low);
    assertThat(normal(20, "quiet", "t")).isEqualTo(20);
  }

  @Test
  void remembersNobodyLongerThanItMatters() {
    IntStream.range(0, 60_000).forEach(i -> submitters.queue(NORMAL, "key-" + i, "t"));
    assertThat(submitters.remembered()).isLessThanOrEqualTo(50_000);

    clock.advance(Duration.ofSeconds(4));

    assertThat(submitters.remembered()).isZero();
  }

  @Test
  void refusesAShareThatLetsNothingThrough() {
    assertThatThrownBy(() -> new Submitters.Share(0, 10)).hasMessageContaining("at least 1");
    assertThatThrownBy(() -> new Submitters.Share(10, 0)).hasMessageContaining("at least 1");
  }

  /** How many of so many jobs went to the normal queue. */
  private long normal(int jobs, @Nullable String by, String what) {
    return IntStream.range(0, jobs)
        .mapToObj(i -> submitters.queue(NORMAL, by, what))
        .filter(NORMAL::equals)
        .count();
  }
}
