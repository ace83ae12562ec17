// SPDX-License-Identifier: Apache-2.0
package io.jobmill.kafka;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;

/**
 * Where the reader of a table stands, and who waits for it to get somewhere.
 *
 * <p>To wait for the topic's end is to raise {@code asked}. The reader notes the number, looks up
 * the end, and answers the number once it is there: so everybody is answered by an end that was
 * looked up after he asked, and any number of callers cost one look-up.
 */
final class TableProgress {

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition moved = lock.newCondition();
  private Map<TopicPartition, Long> positions = Map.of();
  private Map<TopicPartition, Long> goal = Map.of();
  private long asked = 1;
  private long aimedAt;
  private long answered;
  private boolean waiting;

  /** Waits for the first end. */
  boolean awaitFirstEnd(Duration bound) {
    return await(() -> answered >= 1, bound);
  }

  /** Waits for the end as it is from now on; {@code wakeUp} is called if the reader idles. */
  boolean awaitEnd(Runnable wakeUp, Duration bound) {
    lock.lock();
    try {
      long request = ++asked;
      if (waiting) {
        // Once per wait only: a reader woken at every request would never get to the answer.
        waiting = false;
        wakeUp.run();
      }
      return await(() -> answered >= request, bound);
    } finally {
      lock.unlock();
    }
  }

  boolean awaitPosition(TopicPartition partition, long position, Duration bound) {
    return await(() -> positions.getOrDefault(partition, 0L) >= position, bound);
  }

  /** The number of the last request. */
  long asked() {
    return locked(() -> asked);
  }

  /** Whether somebody waits for an end that has not been looked up. */
  boolean endIsAsked() {
    return locked(() -> asked > aimedAt);
  }

  /** The reader has looked up the end, after {@code request} was made. */
  void aim(long request, Map<TopicPartition, Long> ends) {
    locked(
        () -> {
          goal = Map.copyOf(ends);
          aimedAt = request;
          return true;
        });
  }

  /**
   * The reader is going to wait for records.
   *
   * @return false if it should not, because somebody has asked
   */
  boolean beginWait() {
    return locked(
        () -> {
          waiting = asked == aimedAt;
          return waiting;
        });
  }

  /** The reader stands here now. */
  void moved(Map<TopicPartition, Long> reached) {
    locked(
        () -> {
          waiting = false;
          positions = Map.copyOf(reached);
          if (answered < aimedAt && goalReached()) {
            answered = aimedAt;
          }
          moved.signalAll();
          return true;
        });
  }

  boolean firstEndReached() {
    return locked(() -> answered >= 1);
  }

  /** How far the reader is, for a log line. */
  String describe() {
    return locked(
        () ->
            goal.isEmpty()
                ? "the cluster has not said where it ends"
                : "read up to " + positions + " of " + goal);
  }

  private boolean goalReached() {
    return goal.entrySet().stream()
        .allMatch(end -> positions.getOrDefault(end.getKey(), -1L) >= end.getValue());
  }

  private boolean await(BooleanSupplier reached, Duration bound) {
    lock.lock();
    try {
      long left = bound.toNanos();
      while (!reached.getAsBoolean()) {
        if (left <= 0) {
          return false;
        }
        left = moved.awaitNanos(left);
      }
      return true;
    } catch (InterruptedException e) {
      throw new InterruptException(e);
    } finally {
      lock.unlock();
    }
  }

  private <T> T locked(Supplier<T> action) {
    lock.lock();
    try {
      return action.get();
    } finally {
      lock.unlock();
    }
  }
}
