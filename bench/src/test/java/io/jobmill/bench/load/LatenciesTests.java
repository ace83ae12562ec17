// SPDX-License-Identifier: Apache-2.0
package io.jobmill.bench.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LatenciesTests {

  @Test
  void tellsWhatAShareOfAllDidNotExceed() {
    var hundred =
        Latencies.of(
            IntStream.rangeClosed(1, 100).mapToObj(i -> Duration.ofMillis(101 - i)).toList());

    assertThat(hundred.percentile(50)).isEqualTo(Duration.ofMillis(50));
    assertThat(hundred.percentile(99)).isEqualTo(Duration.ofMillis(99));
    assertThat(hundred.percentile(100)).isEqualTo(Duration.ofMillis(100));
  }

  @Test
  void hasNothingToTellOfNothing() {
    assertThatThrownBy(() -> Latencies.of(List.of()).percentile(50))
        .isInstanceOf(IllegalStateException.class);
  }
}
