// SPDX-License-Identifier: Apache-2.0
package io.jobmill.job;

import java.time.Duration;

/**
 * How long a job rests before its next attempt. The same for everyone who asks, at any time: what
 * is left to chance comes from the job's id and the attempt's number.
 *
 * @param first the wait after the first attempt that counts
 * @param factor by which each further wait is longer; at least 1
 * @param longest the most that is waited
 * @param jitter the share of a wait, 0 to 1, of which any part may be taken off, so that jobs which
 *     failed together do not come back together
 */
public record RetryDelays(Duration first, double factor, Duration longest, double jitter) {

  public RetryDelays {
    boolean waits = first.toMillis() > 0 && longest.compareTo(first) >= 0;
    // Written so that NaN is refused as well.
    if (!(waits && factor >= 1 && factor < 1_000_000 && jitter >= 0 && jitter <= 1)) {
      throw new IllegalArgumentException(
          "first must be positive and not more than longest, factor at least 1, jitter 0 to 1: first=%s factor=%s longest=%s jitter=%s"
              .formatted(first, factor, longest, jitter));
    }
  }

  /**
   * The wait after an attempt.
   *
   * @param attempt its number, from 1
   * @param counted how many attempts count so far, this one included; from 1
   */
  public Duration after(JobId job, int attempt, int counted) {
    // Not Math.pow, which may differ in its last bit from one runtime to the next.
    double grown = (double) first.toMillis() * StrictMath.pow(factor, counted - 1.0);
    double capped = Math.min(grown, (double) longest.toMillis());
    return Duration.ofMillis(Math.max(1, (long) (capped * (1 - jitter * chance(job, attempt)))));
  }

  /** A number from 0 to 1, as good as random, that belongs to the attempt. */
  private static double chance(JobId job, int attempt) {
    long low = mixed(job.value().getLeastSignificantBits() + attempt);
    return (mixed(job.value().getMostSignificantBits() ^ low) >>> 11) * 0x1.0p-53;
  }

  /** The mixing step of SplitMix64: every bit of the input decides about every bit. */
  private static long mixed(long bits) {
    long z = bits + 0x9E3779B97F4A7C15L;
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }
}
