// SPDX-License-Identifier: Apache-2.0
package io.jobmill.worker.intake;

import io.jobmill.job.Pool;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How a worker's slots are divided among its pools: evenly, what is left over going to the first
 * ones. A share is fixed, because a lane that waits for records keeps its slots: those of an idle
 * pool cannot be lent without taking records that nobody could run.
 */
final class SlotShares {

  private SlotShares() {}

  /**
   * @throws IllegalArgumentException if there are fewer slots than pools, or a pool is named twice
   */
  static Map<Pool, Integer> of(List<Pool> pools, int slots) {
    if (pools.isEmpty() || slots < pools.size()) {
      throw new IllegalArgumentException(
          "a worker needs at least one pool, and a slot for each: pools=%s slots=%d"
              .formatted(pools, slots));
    }
    Map<Pool, Integer> shares = new LinkedHashMap<>();
    int index = 0;
    for (Pool pool : pools) {
      int share = slots / pools.size() + (index++ < slots % pools.size() ? 1 : 0);
      if (shares.put(pool, share) != null) {
        throw new IllegalArgumentException("pool '%s' is named twice".formatted(pool));
      }
    }
    return shares;
  }
}
