// SPDX-License-Identifier: Apache-2.0
package io.jobmill.projector.upkeep;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class LeaseRoundTests {

  @Test
  void everythingIsProjectedOnceEveryOwnedPartitionHasPassedItsEnd() {
    Map<Integer, Long> ends = Map.of(0, 10L, 1, 20L, 2, 5L);

    assertThat(LeaseRound.passed(ends, Map.of(0, 10L, 1, 20L))).isTrue();
    assertThat(LeaseRound.passed(ends, Map.of(0, 11L, 1, 25L))).isTrue();
    assertThat(LeaseRound.passed(ends, Map.of(0, 10L, 1, 19L))).isFalse();
  }
}
