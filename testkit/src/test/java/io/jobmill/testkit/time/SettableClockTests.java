// SPDX-License-Identifier: Apache-2.0
package io.jobmill.testkit.time;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;

class SettableClockTests {
  private static final Instant START = Instant.parse("2026-03-29T00:30:00Z");

  private final SettableClock clock = new SettableClock(START);

  @Test
  void standsStill() {
    assertThat(clock.instant()).isEqualTo(START).isEqualTo(clock.instant());
  }

  @Test
  void movesByHand() {
    assertThat(clock.advance(Duration.ofHours(1))).isEqualTo(START.plusSeconds(3_600));

    clock.set(START.minusSeconds(1));

    assertThat(clock.instant()).isEqualTo(START.minusSeconds(1));
  }

  @Test
  void movesTogetherWithItsCopyInAnotherZone() {
    Clock berlin = clock.withZone(ZoneId.of("Europe/Berlin"));

    clock.advance(Duration.ofMinutes(5));

    assertThat(berlin.instant()).isEqualTo(clock.instant());
  }
}
