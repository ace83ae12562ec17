// SPDX-License-Identifier: Apache-2.0
package io.jobmill.projector.admission;

import static org.assertj.core.api.Assertions.assertThat;

import io.jobmill.template.Rate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RateWindowTests {

  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
  private static final Rate RATE = new Rate(3, Duration.ofSeconds(10));

  @Test
  void letsAsManyThroughAtOnceAsThereMayBe() {
    RateWindow window = new RateWindow(List.of());

    assertThat(window.left(RATE, NOON)).isEqualTo(3);
    assertThat(window.and(3, RATE, NOON).left(RATE, NOON)).isZero();
  }

  @Test
  void hasRoomAgainWhenTheTimeIsOver() {
    RateWindow window =
        new RateWindow(List.of()).and(2, RATE, NOON).and(1, RATE, NOON.plusSeconds(4));

    assertThat(window.left(RATE, NOON.plusMillis(9_999))).isZero();
    assertThat(window.left(RATE, NOON.plusSeconds(10))).isEqualTo(2);
    assertThat(window.left(RATE, NOON.plusSeconds(14))).isEqualTo(3);
  }

  @Test
  void remembersNoMoreThanItGoesBy() {
    RateWindow window = new RateWindow(List.of()).and(3, RATE, NOON);

    assertThat(window.and(1, RATE, NOON.plusSeconds(10)).starts())
        .containsExactly(NOON.plusSeconds(10));
  }

  @Test
  void aClockThatWasAheadHoldsNothingUpForLonger() {
    RateWindow ahead = new RateWindow(List.of()).and(3, RATE, NOON.plusSeconds(3_600));

    RateWindow now = ahead.and(0, RATE, NOON);

    assertThat(now.left(RATE, NOON)).isZero();
    assertThat(now.left(RATE, NOON.plusSeconds(10))).isEqualTo(3);
  }

  @Test
  void aRateThatWasLoweredCountsWhatWasLetThroughBefore() {
    RateWindow window = new RateWindow(List.of()).and(3, RATE, NOON);

    assertThat(window.left(new Rate(1, Duration.ofSeconds(20)), NOON.plusSeconds(15))).isZero();
  }

  @Test
  void noSpanOfTimeEverHasMoreWheneverSomebodyAsks() {
    Random random = new Random(7);
    RateWindow window = new RateWindow(List.of());
    List<Instant> starts = new ArrayList<>();
    Instant now = NOON;
    for (int i = 0; i < 2_000; i++) {
      now = now.plusMillis(random.nextInt(3_000));
      int through = random.nextInt(window.left(RATE, now) + 1);
      window = window.and(through, RATE, now);
      for (int n = 0; n < through; n++) {
        starts.add(now);
      }
    }

    assertThat(starts).hasSizeGreaterThan(500);
    for (int i = 3; i < starts.size(); i++) {
      assertThat(Duration.between(starts.get(i - 3), starts.get(i)))
          .isGreaterThanOrEqualTo(RATE.per());
    }
  }
}
