// SPDX-License-Identifier: Apache-2.0
package io.jobmill.bench.load;

import java.time.Duration;

/**
 * So many things in so much time.
 *
 * @param cpu what this JVM spent on them, all its threads together; tells more than the time where
 *     the machine has other work as well
 */
public record Rate(long count, Duration took, Duration cpu) {

  public double perSecond() {
    return count / Math.max(1e-9, took.toNanos() / 1e9);
  }

  public double cpuMicrosEach() {
    return cpu.toNanos() / 1e3 / Math.max(1, count);
  }
}
