// SPDX-License-Identifier: Apache-2.0
package io.jobmill.bench.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PaceTests {

  @Test
  void callsOnceForEachThatIsDueAndNotBefore() {
    var calls = new ArrayList<Integer>();
    long start = System.nanoTime();

    new Pace(1_000, Duration.ofMillis(5)).run(calls::add);

    assertThat(calls).isEqualTo(List.of(0, 1, 2, 3, 4));
    assertThat(Duration.ofNanos(System.nanoTime() - start))
        .isGreaterThanOrEqualTo(Duration.ofMillis(4));
  }
}
