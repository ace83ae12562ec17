// SPDX-License-Identifier: Apache-2.0
package io.jobmill.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InstantTextTests {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2026-01-31T08:30:00Z",
        "2026-01-31T08:30:00.1Z",
        "2026-01-31T08:30:00.123456789Z",
        "2024-02-29T23:59:59.000000001Z",
        "1969-12-31T23:59:59.999Z",
        "0001-01-01T00:00:00Z",
        "2026-01-31T24:00:00Z",
        "2016-12-31T23:59:60Z",
        "+12026-01-31T08:30:00Z",
        "-0001-01-31T08:30:00Z"
      })
  void readsWhatTheJdkReads(String text) {
    assertThat(InstantText.parse(text)).isEqualTo(Instant.parse(text));
  }

  @Test
  void readsWhatJobmillWrites() {
    var random = new SplittableRandom(1);
    for (int i = 0; i < 10_000; i++) {
      var instant =
          Instant.ofEpochSecond(
              random.nextLong(-60_000_000_000L, 250_000_000_000L), random.nextInt(1_000_000_000));
      assertThat(InstantText.parse(instant.toString())).isEqualTo(instant);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "Z",
        "2026-02-30T08:30:00Z",
        "2026-13-01T08:30:00Z",
        "2026-01-31T25:00:00Z",
        "2026-01-31T08:60:00Z",
        "2026-01-31T08:30:00.1234567890Z",
        "2026-01-31 08:30:00Z",
        "2026-01-31T08:30:0xZ",
        "2026-01-31T08:30:00",
        "\u0662026-01-31T08:30:00Z"
      })
  void refusesWhatTheJdkRefuses(String text) {
    assertThatThrownBy(() -> Instant.parse(text)).isInstanceOf(DateTimeException.class);
    assertThatThrownBy(() -> InstantText.parse(text)).isInstanceOf(DateTimeException.class);
  }
}
