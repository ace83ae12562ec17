// SPDX-License-Identifier: Apache-2.0
package io.jobmill.handlertest;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;

/**
 * A clock that stands still until a test moves it, by {@link RunningJob#advance}. Give it to the
 * handler if that asks for the time. Thread-safe.
 */
public final class TestClock extends Clock {

  private final AtomicReference<Instant> now;
  private final ZoneId zone;

  private TestClock(AtomicReference<Instant> now, ZoneId zone) {
    this.now = now;
    this.zone = zone;
  }

  /** Stands at this instant, in UTC. */
  public static TestClock at(Instant now) {
    return new TestClock(new AtomicReference<>(now), ZoneOffset.UTC);
  }

  void advance(Duration by) {
    now.updateAndGet(instant -> instant.plus(by));
  }

  @Override
  public Instant instant() {
    return Objects.requireNonNull(now.get());
  }

  @Override
  public ZoneId getZone() {
    return zone;
  }

  /** Shares the time with this clock: both move together. */
  @Override
  public Clock withZone(ZoneId other) {
    return new TestClock(now, other);
  }
}
