// SPDX-License-Identifier: Apache-2.0
package io.jobmill.template;

import java.util.List;

/**
 * How many jobs of a template may be under way at once, from when they are let through until they
 * have ended.
 *
 * @param max how many; at least 1
 * @param key the declared variables for each of whose values that counts by itself; empty, it
 *     counts for all jobs of the template
 * @param policy what becomes of those that are too many
 */
public record Concurrency(int max, List<String> key, LimitPolicy policy) {

  public Concurrency {
    key = List.copyOf(key);
    if (max < 1) {
      throw new IllegalArgumentException("max must be at least 1, not " + max);
    }
  }
}
