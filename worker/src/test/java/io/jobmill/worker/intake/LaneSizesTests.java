// SPDX-License-Identifier: Apache-2.0
package io.jobmill.worker.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jobmill.job.Pool;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LaneSizesTests {

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 7, 8, 16, 32, 100, 1_000, 5_000, 100_000})
  void neverAsksForMoreThanThereAreSlotsAndCanFillTheLastOne(int slots) {
    List<Integer> sizes = LaneSizes.of(slots);

    assertThat(sizes.stream().mapToInt(Integer::intValue).sum()).isLessThanOrEqualTo(slots);
    assertThat(sizes).hasSizeBetween(1, 6).contains(1).allMatch(size -> size <= 256);
  }

  @Test
  void takesBurstsInLargeLanes() {
    assertThat(LaneSizes.of(32)).containsExactly(8, 6, 4, 3, 1, 1);
    assertThat(LaneSizes.of(2_000)).containsExactly(256, 256, 256, 256, 1, 1);
  }

  @Test
  void dividesSlotsEvenlyAmongPools() {
    Pool a = new Pool("a");
    Pool b = new Pool("b");
    Pool c = new Pool("c");

    assertThat(SlotShares.of(List.of(a, b, c), 8))
        .containsEntry(a, 3)
        .containsEntry(b, 3)
        .containsEntry(c, 2);
    assertThatThrownBy(() -> SlotShares.of(List.of(a, b), 1))
        .hasMessageContaining("a slot for each");
    assertThatThrownBy(() -> SlotShares.of(List.of(a, a), 4)).hasMessageContaining("named twice");
  }
}
