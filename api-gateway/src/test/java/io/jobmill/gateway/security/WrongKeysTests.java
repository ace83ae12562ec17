// SPDX-License-Identifier: Apache-2.0
package io.jobmill.gateway.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jobmill.gateway.problem.Refusal;
import io.jobmill.testkit.time.SettableClock;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class WrongKeysTests {

  private final SettableClock clock = new SettableClock(Instant.parse("2026-06-01T12:00:00Z"));
  private final WrongKeys wrongKeys = new WrongKeys(3, () -> {}, clock);

  @Test
  void letsASourceTryAFewTimesAMinute() {
    use("10.0.0.1", 3);

    assertThatThrownBy(() -> wrongKeys.count("10.0.0.1"))
        .isInstanceOfSatisfying(
            Refusal.class,
            refusal -> {
              assertThat(refusal.status()).isEqualTo(429);
              assertThat(refusal.headers()).containsEntry("Retry-After", "61");
            });
    assertThatCode(() -> wrongKeys.count("10.0.0.2")).doesNotThrowAnyException();
  }

  @Test
  void forgetsAfterAMinute() {
    use("10.0.0.1", 3);

    clock.advance(Duration.ofMinutes(1));

    assertThatCode(() -> use("10.0.0.1", 3)).doesNotThrowAnyException();
  }

  @Test
  void takesAnIpv6NetworkForOneSource() {
    wrongKeys.count("2001:db8:1:2:0:0:0:1");
    wrongKeys.count("2001:db8:1:2:0:0:0:2");
    wrongKeys.count("2001:db8:1:2:0:0:0:3");

    assertThatThrownBy(() -> wrongKeys.count("2001:db8:1:2:0:0:0:4")).isInstanceOf(Refusal.class);
    assertThatCode(() -> wrongKeys.count("2001:db8:1:3:0:0:0:4")).doesNotThrowAnyException();
  }

  @Test
  void remembersABoundedNumberOfSources() {
    for (int i = 0; i < 1_000_000; i++) {
      wrongKeys.count("source " + i);
    }

    assertThat(wrongKeys.remembered()).isLessThanOrEqualTo(50_000);
  }

  private void use(String source, int times) {
    for (int i = 0; i < times; i++) {
      wrongKeys.count(source);
    }
  }
}
