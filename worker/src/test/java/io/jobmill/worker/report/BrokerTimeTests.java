// SPDX-License-Identifier: Apache-2.0
package io.jobmill.worker.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class BrokerTimeTests {

  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

  private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 5);
  private final BrokerTime time = new BrokerTime(nanos::get);

  @Test
  void isNotKnownBeforeTheBrokerHasStampedARecord() {
    assertThat(time.now()).isEmpty();
  }

  @Test
  void goesOnFromTheLastStampByAClockThatMayOverflow() {
    time.acknowledged(NOON);
    assertThat(time.now()).contains(NOON);

    nanos.addAndGet(Duration.ofSeconds(90).toNanos());
    assertThat(time.now()).contains(NOON.plusSeconds(90));

    time.acknowledged(NOON.plusSeconds(88));
    assertThat(time.now()).contains(NOON.plusSeconds(88));
  }
}
