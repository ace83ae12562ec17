// SPDX-License-Identifier: Apache-2.0
package io.jobmill.view;

import java.time.Instant;

/**
 * Integer ids of history rows, made of the event that opened the row: the same on every replay,
 * ascending in time, and small enough to be exact in a JSON number until the year 2165.
 */
public final class HistoryId {

  private static final long EPOCH = Instant.parse("2026-01-01T00:00:00Z").toEpochMilli();
  private static final int MILLIS_PER_UNIT = 16;
  private static final int PARTITION_BITS = 4;
  private static final int OFFSET_BITS = 11;

  private HistoryId() {}

  /**
   * @param appended the broker's append time of the event
   * @param partition of the events topic, 0 to 15
   * @param offset in that partition; its low 11 bits tell events of one unit of 16 ms apart
   */
  public static long of(Instant appended, int partition, long offset) {
    if (partition < 0 || partition >= 1 << PARTITION_BITS) {
      throw new IllegalArgumentException("partition must be 0 to 15, not " + partition);
    }
    long units = Math.max(0, appended.toEpochMilli() - EPOCH) / MILLIS_PER_UNIT;
    return (units << (PARTITION_BITS + OFFSET_BITS))
        | ((long) partition << OFFSET_BITS)
        | (offset & ((1L << OFFSET_BITS) - 1));
  }
}
