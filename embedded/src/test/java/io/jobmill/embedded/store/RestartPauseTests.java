// SPDX-License-Identifier: Apache-2.0
package io.jobmill.embedded.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class RestartPauseTests {

  private static final Duration SHORT = Duration.ofSeconds(3);

  @Test
  void doublesUpToHalfAMinute() {
    assertThat(
            Stream.iterate(RestartPause.FIRST, pause -> pause.after(SHORT))
                .limit(10)
                .map(pause -> pause.length().toMillis()))
        .containsExactly(
            200L, 400L, 800L, 1_600L, 3_200L, 6_400L, 12_800L, 25_600L, 30_000L, 30_000L);
  }

  @Test
  void beginsAnewOnceAServerHasLastedAMinute() {
    RestartPause long30 = new RestartPause(Duration.ofSeconds(30));

    assertThat(long30.after(Duration.ofSeconds(59)).length()).hasSeconds(30);
    assertThat(long30.after(Duration.ofMinutes(1))).isEqualTo(RestartPause.FIRST);
  }
}
