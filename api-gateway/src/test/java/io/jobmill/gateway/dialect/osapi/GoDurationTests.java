// SPDX-License-Identifier: Apache-2.0
package io.jobmill.gateway.dialect.osapi;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GoDurationTests {

  @ParameterizedTest
  @CsvSource({
    "PT0S,0s",
    "PT0.000000001S,1ns",
    "PT0.0000015S,1.5µs",
    "PT0.001S,1ms",
    "PT0.35S,350ms",
    "PT0.0015S,1.5ms",
    "PT1S,1s",
    "PT5S,5s",
    "PT1.25S,1.25s",
    "PT10S,10s",
    "PT59.999S,59.999s",
    "PT1M,1m0s",
    "PT1M30S,1m30s",
    "PT1M0.5S,1m0.5s",
    "PT1H,1h0m0s",
    "PT26H3M4.05S,26h3m4.05s",
    "PT-1.5S,-1.5s",
  })
  void printsADurationAsGoDoes(Duration duration, String text) {
    assertThat(GoDuration.text(duration)).isEqualTo(text);
  }
}
