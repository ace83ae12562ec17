// SPDX-License-Identifier: Apache-2.0
package io.jobmill.view;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HistoryIdTests {

  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

  @ParameterizedTest
  @CsvSource({
    "2026-01-01T00:00:00Z,     0,  0,    0",
    "2026-01-01T00:00:00.015Z, 0,  0,    0",
    "2026-01-01T00:00:00.016Z, 0,  0,    32768",
    "2026-01-01T00:00:00Z,     0,  2047, 2047",
    "2026-01-01T00:00:00Z,     0,  2048, 0",
    "2026-01-01T00:00:00Z,     15, 0,    30720",
    "2026-11-22T03:07:43.001Z, 11, 123456, 57530906630720",
    "2025-01-01T00:00:00Z,     3,  5,    6149",
  })
  void anIdIsMadeOfTimePartitionAndOffset(
      Instant appended, int partition, long offset, long expected) {
    assertThat(HistoryId.of(appended, partition, offset)).isEqualTo(expected);
  }

  @Test
  void idsAscendWithTimeWhateverPartitionAndOffset() {
    long earlier = HistoryId.of(START.plusMillis(16), 15, 2047);
    long later = HistoryId.of(START.plusMillis(32), 0, 0);

    assertThat(later).isGreaterThan(earlier);
  }

  @Test
  void eventsOfOnePartitionDifferAsLongAs2048FitIntoOneUnitOfTime() {
    Set<Long> ids = new HashSet<>();
    for (long offset = 5_000; offset < 5_000 + 2_048; offset++) {
      ids.add(HistoryId.of(START, 7, offset));
    }

    assertThat(ids).hasSize(2_048);
  }

  @Test
  void idsAreExactInAJsonNumberForMoreThanACentury() {
    long id = HistoryId.of(Instant.parse("2165-01-01T00:00:00Z"), 15, Long.MAX_VALUE);

    assertThat(id).isPositive().isLessThan(1L << 53);
  }

  @Test
  void aPartitionThatDoesNotFitIsRefused() {
    assertThatIllegalArgumentException().isThrownBy(() -> HistoryId.of(START, 16, 0));
    assertThatIllegalArgumentException().isThrownBy(() -> HistoryId.of(START, -1, 0));
  }
}
