// SPDX-License-Identifier: Apache-2.0
package io.jobmill.kafka;

import java.time.Clock;
import java.time.Duration;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Notices that the wall clock was put back, by holding it against a clock that never jumps. A poll
 * of a Kafka client waits for a time of the wall clock: where nothing comes, one that was under way
 * waits until the clock has come so far again, and everything else that its thread does waits with
 * it.
 */
public final class ClockWatch implements Loop {

  /** Less than this is what clocks are corrected by all the time. */
  static final Duration STEP = Duration.ofSeconds(1);

  private static final Logger log = LoggerFactory.getLogger(ClockWatch.class);

  private final Clock clock;
  private final LongSupplier nanos;
  private final Runnable wake;
  private Duration ahead;

  /**
   * @param nanos a clock that never jumps
   * @param wake ends the polls that are under way
   */
  public ClockWatch(Clock clock, LongSupplier nanos, Runnable wake) {
    this.clock = clock;
    this.nanos = nanos;
    this.wake = wake;
    this.ahead = ahead();
  }

  @Override
  public void runOnce() {
    Duration before = ahead;
    ahead = ahead();
    Duration back = before.minus(ahead);
    if (back.compareTo(STEP) > 0) {
      log.warn("the clock was put back, waking what waits by it by={}", back);
      wake.run();
    }
  }

  private Duration ahead() {
    return Duration.ofMillis(clock.millis()).minusNanos(nanos.getAsLong());
  }
}
