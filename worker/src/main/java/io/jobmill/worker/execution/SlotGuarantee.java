// SPDX-License-Identifier: Apache-2.0
package io.jobmill.worker.execution;

import io.jobmill.job.Priority;

/**
 * What queues get of a pool's slots, however many jobs wait on queues of a higher priority.
 *
 * @param normal percent of the slots for the normal queue while jobs wait on it
 * @param low percent of the slots for the low queue while jobs wait on it
 */
public record SlotGuarantee(int normal, int low) {

  public static final SlotGuarantee DEFAULT = new SlotGuarantee(20, 10);

  /**
   * @throws IllegalArgumentException if a share is none, or nothing is left for the high queue
   */
  public SlotGuarantee {
    if (normal < 1 || low < 1 || normal + low > 90) {
      throw new IllegalArgumentException(
          "shares must be at least 1 and together at most 90 percent: normal=%d low=%d"
              .formatted(normal, low));
    }
  }

  /** In percent; the high queue needs none, it is served first. */
  int of(Priority priority) {
    return switch (priority) {
      case HIGH -> 0;
      case NORMAL -> normal;
      case LOW -> low;
    };
  }
}
