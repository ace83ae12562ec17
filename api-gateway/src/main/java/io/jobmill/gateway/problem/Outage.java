// SPDX-License-Identifier: Apache-2.0
package io.jobmill.gateway.problem;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Whether a server was away a moment ago, and who may find out if it is back: callers do not pile
 * up waiting for it, one in a while tries, the others are told at once. Thread-safe.
 */
public final class Outage {

  private static final Duration BETWEEN_TRIES = Duration.ofSeconds(1);

  private final Clock clock;

  /** When the next try is due; null while all is well. */
  private final AtomicReference<@Nullable Instant> nextTry = new AtomicReference<>();

  public Outage(Clock clock) {
    this.clock = clock;
  }

  /** Always while all is well; during an outage, for one caller at a time. */
  public boolean mayTry() {
    Instant due = nextTry.get();
    if (due == null) {
      return true;
    }
    Instant now = clock.instant();
    return !now.isBefore(due) && nextTry.compareAndSet(due, now.plus(BETWEEN_TRIES));
  }

  /** A try failed; whether this is news. */
  public boolean begins() {
    return nextTry.getAndSet(clock.instant().plus(BETWEEN_TRIES)) == null;
  }

  /** A try succeeded. */
  public void over() {
    if (nextTry.get() != null) {
      nextTry.set(null);
    }
  }
}
