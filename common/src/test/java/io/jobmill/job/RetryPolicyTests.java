// SPDX-License-Identifier: Apache-2.0
package io.jobmill.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RetryPolicyTests {

  private static final RetryDelays DELAYS =
      new RetryDelays(Duration.ofSeconds(1), 2, Duration.ofMinutes(1), 0);

  @ParameterizedTest
  @CsvSource({
    "2, false",
    "3, true",
    "63, true",
    "64, false",
    "70, false",
    "78, false",
    "79, true",
    "timeout, false",
    "Timeout, true",
    "64-78, false",
    "connection, true",
    "7000, true",
    "-70, true",
  })
  void whatIsExceptedIsNotWorthAnotherAttempt(String kind, boolean worthwhile) {
    RetryPolicy policy = new RetryPolicy(3, DELAYS, List.of("2", "64-78", "timeout"));

    assertThat(policy.isWorthwhile(kind)).isEqualTo(worthwhile);
  }

  @Test
  void withoutExceptionsEveryFailureIsWorthAnotherAttempt() {
    assertThat(new RetryPolicy(3, DELAYS, List.of()).isWorthwhile("1")).isTrue();
  }

  @Test
  void refusesNoAttemptAndMoreThanAViewKeeps() {
    assertThatIllegalArgumentException().isThrownBy(() -> new RetryPolicy(0, DELAYS, List.of()));
    assertThatIllegalArgumentException().isThrownBy(() -> new RetryPolicy(101, DELAYS, List.of()));
  }

  @Test
  void itsAttemptsAndDelaysAreTheLimitsOfRuns() {
    Duration minute = Duration.ofMinutes(1);

    assertThat(RunLimits.of(minute, new RetryPolicy(7, DELAYS, List.of())))
        .isEqualTo(new RunLimits(minute, 7, DELAYS));
    assertThat(RunLimits.of(minute, null)).isEqualTo(new RunLimits(minute, 3, null));
  }
}
