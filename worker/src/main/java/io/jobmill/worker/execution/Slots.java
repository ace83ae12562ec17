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
 *
 * <p>A broadcast does not wait for slots that are only kept, because on an idle worker all of them
 * may be. So for a moment more attempts can run than there are slots: by no more than were kept for
 * polls that returned records meanwhile.
 */
public final class Slots {

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition freed = lock.newCondition();
  private final int total;
  private int kept;
  private int used;
  private int waiting;

  public Slots(int total) {
    this.total = total;
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
      while (kept + used + count > total) {
        if (left <= 0) {
          return false;
        }
        left = freed.awaitNanos(left);
      }
      kept += count;
      return true;
    } finally {
      waiting--;
      lock.unlock();
    }
  }

  /**
   * Takes a slot for one attempt, also one that is kept.
   *
   * @return false if attempts used all of them until the bound
   */
  public boolean take(Duration bound) throws InterruptedException {
    long left = bound.toNanos();
    lock.lockInterruptibly();
    try {
      waiting++;
      while (used >= total) {
        if (left <= 0) {
          return false;
        }
        left = freed.awaitNanos(left);
      }
      used++;
      return true;
    } finally {
      waiting--;
      lock.unlock();
    }
  }

  /**
   * Settles what was kept for a poll.
   *
   * @param count how many were kept
   * @param attempts how many of them are used from now on; the others are free
   */
  public void settle(int count, int attempts) {
    lock.lock();
    try {
      if (count > kept || attempts > count) {
        throw new IllegalStateException(
            "more slots settled than kept: %d for %d of %d".formatted(attempts, count, kept));
      }
      kept -= count;
      used += attempts;
      signal();
    } finally {
      lock.unlock();
    }
  }

  /** An attempt that used a slot has ended. */
  public void release() {
    lock.lock();
    try {
      if (used == 0) {
        throw new IllegalStateException("more slots released than used");
      }
      used--;
      signal();
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
      return Math.max(0, total - kept - used);
    } finally {
      lock.unlock();
    }
  }

  /** By attempts. */
  public int used() {
    lock.lock();
    try {
      return used;
    } finally {
      lock.unlock();
    }
  }

  /** For messages and tests. */
  @Override
  public String toString() {
    return free() + " of " + total + " slots free";
  }

  private void signal() {
    if (waiting > 0) {
      freed.signalAll();
    }
  }
}
