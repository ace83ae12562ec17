// SPDX-License-Identifier: Apache-2.0
package io.jobmill.projector.admission;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.function.LongSupplier;

/**
 * The time of a clock when this one was made, and what has gone by since. Where somebody moves the
 * clock, this one goes on: what was to happen in a moment does not wait until the clock has come so
 * far again. Thread-safe.
 */
final class SteadyClock extends Clock {

  private final Clock first;
  private final Instant begin;
  private final LongSupplier nanos;
  private final long beginNanos;

  /**
   * @param first asked once
   * @param nanos a clock that never jumps
   */
  SteadyClock(Clock first, LongSupplier nanos) {
    this(first, first.instant(), nanos, nanos.getAsLong());
  }

  private SteadyClock(Clock first, Instant begin, LongSupplier nanos, long beginNanos) {
    this.first = first;
    this.begin = begin;
    this.nanos = nanos;
    this.beginNanos = beginNanos;
  }

  @Override
  public Instant instant() {
    return begin.plusNanos(nanos.getAsLong() - beginNanos);
  }

  @Override
  public ZoneId getZone() {
    return first.getZone();
  }

  @Override
  public Clock withZone(ZoneId zone) {
    return new SteadyClock(first.withZone(zone), begin, nanos, beginNanos);
  }
}
