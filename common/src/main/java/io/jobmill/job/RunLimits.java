// SPDX-License-Identifier: Apache-2.0
package io.jobmill.job;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What bounds a job's attempts; travels in {@code started}, so that whoever judges the attempt
 * needs no template.
 *
 * @param timeout how long one run may take; positive
 * @param maxAttempts how many attempts may be lost or fail before the job ends; at least 1
 * @param delays how long the job rests after a lost attempt; absent, it does not
 */
public record RunLimits(Duration timeout, int maxAttempts, @Nullable RetryDelays delays) {

  /** An hour a run; three attempts, of which only lost ones are used up. */
  public static final RunLimits DEFAULT = new RunLimits(Duration.ofHours(1), 3);

  public RunLimits {
    if (timeout.isNegative() || timeout.isZero() || maxAttempts < 1) {
      throw new IllegalArgumentException(
          "timeout must be positive and maxAttempts at least 1: timeout=%s maxAttempts=%d"
              .formatted(timeout, maxAttempts));
    }
  }

  /** Without a rest between attempts. */
  public RunLimits(Duration timeout, int maxAttempts) {
    this(timeout, maxAttempts, null);
  }

  /** Of a template's runs. */
  public static RunLimits of(Duration timeout, @Nullable RetryPolicy retry) {
    return retry == null
        ? new RunLimits(timeout, DEFAULT.maxAttempts)
        : new RunLimits(timeout, retry.attempts(), retry.delays());
  }
}
