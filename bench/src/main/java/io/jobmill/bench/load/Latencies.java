// SPDX-License-Identifier: Apache-2.0
package io.jobmill.bench.load;

import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;

/** How long each of many things took. */
public final class Latencies {

  private final long[] sortedNanos;

  private Latencies(long[] sortedNanos) {
    this.sortedNanos = sortedNanos;
  }

  public static Latencies of(Collection<Duration> durations) {
    var nanos = durations.stream().mapToLong(Duration::toNanos).toArray();
    Arrays.sort(nanos);
    return new Latencies(nanos);
  }

  public int count() {
    return sortedNanos.length;
  }

  /** The least duration that this share of all did not exceed. */
  public Duration percentile(double percent) {
    if (sortedNanos.length == 0) {
      throw new IllegalStateException("nothing was measured");
    }
    int rank = (int) Math.ceil(percent / 100 * sortedNanos.length);
    return Duration.ofNanos(sortedNanos[Math.max(0, rank - 1)]);
  }
}
