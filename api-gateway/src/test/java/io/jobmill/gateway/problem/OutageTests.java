// SPDX-License-Identifier: Apache-2.0
package io.jobmill.gateway.problem;

import static org.assertj.core.api.Assertions.assertThat;

import io.jobmill.testkit.time.SettableClock;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class OutageTests {

  private final SettableClock clock = new SettableClock(Instant.parse("2026-06-01T12:00:00Z"));
  private final Outage outage = new Outage(clock);

  @Test
  void letsEverybodyTryWhileAllIsWell() {
    assertThat(outage.mayTry()).isTrue();
    assertThat(outage.mayTry()).isTrue();
  }

  @Test
  void isNewsOnlyOnce() {
    assertThat(outage.begins()).isTrue();
    assertThat(outage.begins()).isFalse();
  }

  @Test
  void letsOneTryInAWhileDuringAnOutage() {
    outage.begins();
    assertThat(outage.mayTry()).isFalse();

    clock.advance(Duration.ofSeconds(1));

    assertThat(outage.mayTry()).isTrue();
    assertThat(outage.mayTry()).isFalse();
  }

  @Test
  void letsEverybodyTryAgainOnceItIsOver() {
    outage.begins();
    clock.advance(Duration.ofSeconds(1));
    outage.mayTry();

    outage.over();

    assertThat(outage.mayTry()).isTrue();
    assertThat(outage.mayTry()).isTrue();
  }
}
