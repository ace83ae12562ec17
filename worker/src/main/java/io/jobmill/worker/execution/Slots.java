// SPDX-License-Identifier: Apache-2.0
package io.jobmill.worker.execution;

import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * How many attempts of a pool may run here at a time. A slot is free, kept for a poll that may
 * still return a record, or used by an attempt.
 *
 * <p>Not a semaphore: there a lane that waits for many permits keeps those behind it, who need one,
 * from slots that are free.
 */
public final class Slots {

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition freed = lock.newCondition();
  private final int total;
  private int free;
  private int waiting;

  public Slots(int total) {
    this.total = total;
    this.free = total;
  }

  /**
   * Keeps so many slots, all or none.
   *
   * @return false if so many were not free at once within the bound
   */
  public boolean keep(int count, Duration bound) throws InterruptedException {
    long left = bound.toNanos();
    lock.lockInterruptibly();
    try {
      waiting++;
      while (free < count) {
        if (left <= 0) {
          return false;
        }
        left = freed.awaitNanos(left);
      }
      free -= count;
      return true;
    } finally {
      waiting--;
      lock.unlock();
    }
  }

  public void free(int count) {
    lock.lock();
    try {
      free += count;
      if (free > total) {
        throw new IllegalStateException(
            "more slots freed than kept: %d of %d".formatted(free, total));
      }
      if (waiting > 0) {
        freed.signalAll();
      }
    } finally {
      lock.unlock();
    }
  }

  public int total() {
    return total;
  }

  /** Neither used nor kept. */
  public int free() {
    lock.lock();
    try {
      return free;
    } finally {
      lock.unlock();
    }
  }

  /** For messages and tests. */
  @Override
  public String toString() {
    return free() + " of " + total + " slots free";
  }
}
