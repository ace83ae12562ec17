// SPDX-License-Identifier: Apache-2.0
package io.jobmill.projector.admission;

import io.jobmill.projector.upkeep.LimitChanges;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.function.BooleanSupplier;

/** When limits are decided about: at once after a change that is heard of, else now and then. */
final class LimitTurns {

  /** What other projectors have projected is not heard of. */
  private static final Duration WHILE_WAITING = Duration.ofMillis(250);

  private static final Duration OTHERWISE = Duration.ofSeconds(1);
  private static final Duration BRISK = Duration.ofMillis(20);
  private static final Duration IDLE = Duration.ofMillis(100);

  private final LimitSweep sweep;
  private final LimitChanges changes;
  private final SteadyClock clock;
  private Instant next = Instant.EPOCH;
  private boolean waiting;

  LimitTurns(LimitSweep sweep, LimitChanges changes, SteadyClock clock) {
    this.sweep = sweep;
    this.changes = changes;
    this.clock = clock;
  }

  /** How long there may be waited for something else. */
  Duration patience() {
    return waiting ? BRISK : IDLE;
  }

  /**
   * Decides, if it is time.
   *
   * @return false if the views have to be made sure of first
   */
  boolean pass(Collection<Integer> owned, BooleanSupplier hold) {
    Instant now = clock.instant();
    if (!changes.take() && now.isBefore(next)) {
      return true;
    }
    // Until the pass is over: one that fails is made again soon.
    waiting = true;
    next = now.plus(WHILE_WAITING);
    LimitSweep.Result result = sweep.pass(owned, now, hold);
    waiting = result != LimitSweep.Result.NOTHING_WAITS;
    next = now.plus(waiting ? WHILE_WAITING : OTHERWISE);
    return result != LimitSweep.Result.IN_DOUBT;
  }

  /** Everything that was decided shows in the views by now, or has come to nothing. */
  void forget() {
    sweep.forget();
  }
}
