// SPDX-License-Identifier: Apache-2.0
package io.jobmill.worker.report;

import java.time.Instant;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The broker's time as this worker knows it: what the broker last stamped on a record of ours, and
 * what has gone by since. Behind by as long as an acknowledgement takes, never ahead; this
 * machine's own clock, which may be wrong or jump, has no part in it.
 */
public final class BrokerTime {

  private final LongSupplier nanos;
  private volatile @Nullable Mark mark;

  private record Mark(Instant stamped, long heard) {}

  /**
   * @param nanos a clock that never jumps
   */
  public BrokerTime(LongSupplier nanos) {
    this.nanos = nanos;
  }

  /** A record of ours was just acknowledged, with this append time. */
  public void acknowledged(Instant stamped) {
    mark = new Mark(stamped, nanos.getAsLong());
  }

  /** Empty before the first acknowledgement. */
  public Optional<Instant> now() {
    Mark last = mark;
    return last == null
        ? Optional.empty()
        : Optional.of(last.stamped().plusNanos(nanos.getAsLong() - last.heard()));
  }
}
