// SPDX-License-Identifier: Apache-2.0
package io.jobmill.worker.intake;

import java.util.ArrayList;
import java.util.List;

/**
 * How a pool's slots are cut into lanes. A lane always asks for as many records as it has, so large
 * ones take a burst with few requests, and the last ones take one at a time: whatever slots are
 * free, a lane can fill them.
 */
final class LaneSizes {

  private static final int LARGEST = 256;
  private static final int MOST_LANES = 6;
  private static final int LANES_OF_ONE = 2;

  /** With fewer slots a lane of one fills them as fast. */
  private static final int WORTH_HELP = 8;

  private LaneSizes() {}

  /**
   * A lane of one that looks for jobs of the high or the low queue, and larger ones that help it
   * where there are many: most of the time there are none, and what is kept for them serves nobody.
   *
   * @return the lane that looks first
   */
  static List<Integer> besideNormal(int slots) {
    List<Integer> sizes = new ArrayList<>(List.of(1));
    if (slots >= WORTH_HELP) {
      of(slots).stream().filter(size -> size > 1).forEach(sizes::add);
    }
    return List.copyOf(sizes);
  }

  /** Sizes, largest first, whose sum is at most {@code slots}. */
  static List<Integer> of(int slots) {
    List<Integer> sizes = new ArrayList<>();
    int remaining = slots;
    while (remaining > 0 && sizes.size() < MOST_LANES) {
      boolean last = sizes.size() >= MOST_LANES - LANES_OF_ONE;
      int size = last ? 1 : Math.min(LARGEST, Math.max(1, remaining / 4));
      sizes.add(size);
      remaining -= size;
    }
    return List.copyOf(sizes);
  }
}
