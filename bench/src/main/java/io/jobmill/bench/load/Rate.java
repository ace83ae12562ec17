// SPDX-License-Identifier: Apache-2.0
package io.jobmill.bench.load;

import java.time.Duration;

/** So many things in so much time. */
public record Rate(long count, Duration took) {

  public double perSecond() {
    return count / Math.max(1e-9, took.toNanos() / 1e9);
  }
}
