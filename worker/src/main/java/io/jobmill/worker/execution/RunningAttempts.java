// SPDX-License-Identifier: Apache-2.0
package io.jobmill.worker.execution;

import io.jobmill.event.Command;
import io.jobmill.event.WorkerRecord;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/**
 * The attempts this worker answers for: claims that were confirmed and whose end is not yet
 * acknowledged. Heartbeats list exactly these.
 */
public final class RunningAttempts {

  private final Set<RunningAttempt> attempts = ConcurrentHashMap.newKeySet();
  private final AtomicInteger undecided = new AtomicInteger();
  private final Object idle = new Object();

  void add(RunningAttempt attempt) {
    undecided.incrementAndGet();
    attempts.add(attempt);
  }

  /** The attempt's end is known here; it stays listed until {@link #remove}. */
  void decided() {
    if (undecided.decrementAndGet() == 0) {
      synchronized (idle) {
        idle.notifyAll();
      }
    }
  }

  void remove(RunningAttempt attempt) {
    attempts.remove(attempt);
    if (attempts.isEmpty()) {
      synchronized (idle) {
        idle.notifyAll();
      }
    }
  }

  Stream<RunningAttempt> undecided() {
    return attempts.stream().filter(attempt -> !attempt.isDecided());
  }

  /** What a heartbeat says of them. */
  public List<WorkerRecord.Running> listed() {
    return attempts.stream()
        .map(RunningAttempt::attempt)
        .map(a -> new WorkerRecord.Running(a.id(), a.number(), a.request().ask()))
        .toList();
  }

  /** Tells those attempts of the job to stop that the command no longer wants. */
  public void obey(Command command, long nanos) {
    StopCause cause = command.cancel() ? StopCause.CANCELLED : StopCause.SUPERSEDED;
    undecided()
        .filter(running -> running.attempt().isUnwanted(command))
        .forEach(running -> running.stop(cause, nanos));
  }

  public int count() {
    return undecided.get();
  }

  /**
   * Waits until none runs.
   *
   * @return whether none does
   */
  public boolean awaitNone(Duration bound) throws InterruptedException {
    return await(bound, () -> undecided.get() == 0);
  }

  /**
   * Waits until none is listed: every end is acknowledged.
   *
   * @return how many were not when the time was up
   */
  public int awaitAcknowledged(Duration bound) throws InterruptedException {
    return await(bound, attempts::isEmpty) ? 0 : attempts.size();
  }

  private boolean await(Duration bound, BooleanSupplier done) throws InterruptedException {
    long end = System.nanoTime() + bound.toNanos();
    synchronized (idle) {
      while (!done.getAsBoolean()) {
        long left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
        if (left <= 0) {
          return false;
        }
        idle.wait(left);
      }
    }
    return true;
  }
}
