// SPDX-License-Identifier: Apache-2.0
package io.jobmill.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.jobmill.testkit.time.SettableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class ClockWatchTests {

  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

  private final SettableClock wall = new SettableClock(NOON);
  private final SettableClock steady = new SettableClock(NOON);
  private final AtomicInteger woken = new AtomicInteger();
  private final ClockWatch watch =
      new ClockWatch(
          wall, () -> Duration.between(NOON, steady.instant()).toNanos(), woken::incrementAndGet);

  @Test
  void wakesOnceWhenTheClockWasPutBack() {
    passes(Duration.ofMillis(500), Duration.ofMinutes(-5));
    passes(Duration.ofMillis(500), Duration.ofMillis(500));

    assertThat(woken).hasValue(1);
  }

  @Test
  void wakesNobodyWhileTimeGoesByHoweverLongAPassIsInComing() {
    passes(Duration.ofSeconds(90), Duration.ofSeconds(90));

    assertThat(woken).hasValue(0);
  }

  @Test
  void wakesNobodyForAClockThatIsPutForward() {
    passes(Duration.ofMillis(500), Duration.ofMinutes(5));

    assertThat(woken).hasValue(0);
  }

  @Test
  void wakesNobodyForACorrectionOfLessThanASecond() {
    passes(Duration.ofMillis(500), Duration.ofMillis(-400));

    assertThat(woken).hasValue(0);
  }

  private void passes(Duration really, Duration onTheWall) {
    steady.advance(really);
    wall.set(wall.instant().plus(onTheWall));
    watch.runOnce();
  }
}
