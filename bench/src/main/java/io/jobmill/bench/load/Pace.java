// SPDX-License-Identifier: Apache-2.0
package io.jobmill.bench.load;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntConsumer;

/**
 * A steady rate. A late action does not move the ones after it, so that a system that stalls is
 * shown all the load it would have had.
 */
public record Pace(int perSecond, Duration duration) {

  public int total() {
    return Math.toIntExact(perSecond * duration.toMillis() / 1000);
  }

  /** Calls the action with 0, 1, 2 … when each is due. */
  public void run(IntConsumer action) {
    long start = System.nanoTime();
    long apart = TimeUnit.SECONDS.toNanos(1) / perSecond;
    for (int i = 0; i < total(); i++) {
      awaitNanoTime(start + i * apart);
      action.accept(i);
    }
  }

  private static void awaitNanoTime(long due) {
    for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
      LockSupport.parkNanos(left);
    }
  }
}
