// SPDX-License-Identifier: Apache-2.0
package io.jobmill.job;

import java.time.Duration;

/**
 * What bounds a job's attempts; travels in {@code started}, so that whoever judges the attempt
 * needs no template.
 *
 * @param timeout how long one run may take; positive
 * @param maxAttempts how many attempts may be lost or fail before the job ends; at least 1
 */
public record RunLimits(Duration timeout, int maxAttempts) {

  /** An hour a run; three attempts, of which only lost ones are used up. */
  public static final RunLimits DEFAULT = new RunLimits(Duration.ofHours(1), 3);

  public RunLimits {
    if (timeout.isNegative() || timeout.isZero() || maxAttempts < 1) {
      throw new IllegalArgumentException(
          "timeout must be positive and maxAttempts at least 1: timeout=%s maxAttempts=%d"
              .formatted(timeout, maxAttempts));
    }
  }
}
