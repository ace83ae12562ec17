// SPDX-License-Identifier: Apache-2.0
package io.jobmill.worker.execution;

import io.jobmill.job.Priority;
import io.jobmill.worker.execution.SlotTurns.Standing;
import io.jobmill.worker.execution.SlotTurns.Wish;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;

/**
 * How many attempts of a pool may run here at a time, and whose turn it is. A slot is free, kept
 * for a poll that may still return a record, or used by an attempt.
 *
 * <p>Not a semaphore: there a lane that waits for many permits keeps those behind it, who need one,
 * from slots that are free.
 *
 * <p>A broadcast does not wait for slots that are only kept, because on an idle worker all of them
 * may be. So for a moment more attempts can run than there are slots: by no more than were kept for
 * polls that returned records meanwhile.
 */
public final class Slots {

  /** With so many, one slot is kept for each queue that is in use, whatever the others need. */
  private static final int ENOUGH = 4;

  /** A queue is in use until so long after its last job. */
  private static final long IN_USE = TimeUnit.SECONDS.toNanos(10);

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition freed = lock.newCondition();
  private final Condition noticed = lock.newCondition();
  private final int total;
  private final SlotTurns turns;
  private final LongSupplier nanos;
  private final Map<Priority, Integer> kept = new EnumMap<>(Priority.class);
  private final Map<Priority, Integer> used = new EnumMap<>(Priority.class);
  private final Map<Priority, Integer> passed = new EnumMap<>(Priority.class);
  private final Map<Priority, Integer> streaks = new EnumMap<>(Priority.class);
  private final Map<Priority, Long> lastJobs = new EnumMap<>(Priority.class);
  private final List<Wish> wishes = new ArrayList<>();
  private final List<Wish> pressing = new ArrayList<>();
  private int waiting;

  public Slots(int total) {
    this(total, SlotGuarantee.DEFAULT, System::nanoTime);
  }

  /**
   * @param nanos a clock that never jumps
   */
  public Slots(int total, SlotGuarantee guarantee, LongSupplier nanos) {
    this.total = total;
    this.turns = new SlotTurns(total, guarantee);
    this.nanos = nanos;
  }

  /**
   * How a lane asks for slots.
   *
   * @param looks whether it also polls where no jobs are known to wait
   * @param presses whether it has waited for a while
   */
  public record Asking(boolean looks, boolean presses) {}

  /**
   * Keeps so many slots for a queue, all or none.
   *
   * @return false if it was not its turn within the bound
   */
  public boolean keep(Priority priority, int count, Asking asking, Duration bound)
      throws InterruptedException {
    long left = bound.toNanos();
    lock.lockInterruptibly();
    try {
      while (true) {
        boolean jobs = isNoticed(priority);
        Wish wish = new Wish(priority, count, jobs);
        if ((jobs || asking.looks()) && turns.grants(wish, wishes, standing())) {
          add(kept, priority, count);
          // Somebody may have let this lane go first, and there may be more than it needed.
          signal();
          return true;
        }
        if (left <= 0) {
          return false;
        }
        if (jobs) {
          open(wish, asking.presses());
        }
        try {
          left = (jobs ? freed : noticed).awaitNanos(left);
        } finally {
          if (jobs) {
            close(wish);
          }
        }
      }
    } finally {
      lock.unlock();
    }
  }

  /**
   * Takes a slot for one attempt of a broadcast, also one that is kept.
   *
   * @return false if attempts used all of them until the bound
   */
  public boolean take(Duration bound) throws InterruptedException {
    long left = bound.toNanos();
    lock.lockInterruptibly();
    try {
      waiting++;
      while (sum(used) >= total) {
        if (left <= 0) {
          return false;
        }
        left = freed.awaitNanos(left);
      }
      add(used, Priority.NORMAL, 1);
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
  public void settle(Priority priority, int count, int attempts) {
    lock.lock();
    try {
      if (count > of(kept, priority) || attempts > count) {
        throw new IllegalStateException(
            "more slots settled than kept: %d for %d of %s".formatted(attempts, count, kept));
      }
      add(kept, priority, -count);
      add(used, priority, attempts);
      if (attempts > 0) {
        lastJobs.put(priority, nanos.getAsLong());
        wishes.stream()
            .map(Wish::priority)
            .distinct()
            .filter(other -> other != priority)
            .forEach(other -> add(passed, other, attempts));
        passed.remove(priority);
      }
      signal();
    } finally {
      lock.unlock();
    }
  }

  /** An attempt that used a slot has ended. */
  public void release(Priority priority) {
    lock.lock();
    try {
      if (of(used, priority) == 0) {
        throw new IllegalStateException("more slots released than used");
      }
      add(used, priority, -1);
      signal();
    } finally {
      lock.unlock();
    }
  }

  /** Jobs wait on a queue, or did a moment ago. */
  public void notice(Priority priority) {
    lock.lock();
    try {
      if (streaks.merge(priority, 1, (streak, one) -> streak + one) == 1) {
        noticed.signalAll();
      }
    } finally {
      lock.unlock();
    }
  }

  /** A queue was looked at and nothing was there. */
  public void quiet(Priority priority) {
    lock.lock();
    try {
      if (streaks.remove(priority) != null) {
        freed.signalAll();
      }
    } finally {
      lock.unlock();
    }
  }

  /** In how many looks in a row, or nearly, there were jobs on a queue. */
  public int streak(Priority priority) {
    lock.lock();
    try {
      return of(streaks, priority);
    } finally {
      lock.unlock();
    }
  }

  /** Whether nobody looks at a queue, so that jobs on it would not be noticed. */
  public boolean isUnwatched(Priority priority) {
    lock.lock();
    try {
      return of(kept, priority) == 0 && !isNoticed(priority);
    } finally {
      lock.unlock();
    }
  }

  /**
   * Whether a lane that waits in vain for records should give up its slots, because jobs of another
   * queue wait for them.
   */
  public boolean shouldYield(Priority priority, int count) {
    lock.lock();
    try {
      boolean last = of(kept, priority) <= count;
      return !(last && total >= ENOUGH && isInUse(priority))
          && pressing.stream().anyMatch(wish -> wish.priority() != priority);
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
      return Math.max(0, total - sum(kept) - sum(used));
    } finally {
      lock.unlock();
    }
  }

  /** By attempts. */
  public int used() {
    lock.lock();
    try {
      return sum(used);
    } finally {
      lock.unlock();
    }
  }

  /** For messages and tests. */
  @Override
  public String toString() {
    return free() + " of " + total + " slots free";
  }

  private void open(Wish wish, boolean presses) {
    waiting++;
    wishes.add(wish);
    if (presses) {
      pressing.add(wish);
    }
  }

  private void close(Wish wish) {
    waiting--;
    wishes.remove(wish);
    pressing.remove(wish);
  }

  private Standing standing() {
    return new Standing(kept, used, passed);
  }

  private boolean isInUse(Priority priority) {
    Long at = lastJobs.get(priority);
    return at != null && nanos.getAsLong() - at < IN_USE;
  }

  private boolean isNoticed(Priority priority) {
    return streaks.containsKey(priority);
  }

  private void signal() {
    if (waiting > 0) {
      freed.signalAll();
    }
  }

  private static void add(Map<Priority, Integer> counts, Priority priority, int more) {
    counts.merge(priority, more, Integer::sum);
  }

  private static int of(Map<Priority, Integer> counts, Priority priority) {
    return counts.getOrDefault(priority, 0);
  }

  private static int sum(Map<Priority, Integer> counts) {
    int sum = 0;
    for (int count : counts.values()) {
      sum += count;
    }
    return sum;
  }
}
