// SPDX-License-Identifier: Apache-2.0
package io.jobmill.worker.command;

import io.jobmill.event.WorkerState;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/** Whether this worker is to take nothing more, and whether it has come to that. Thread-safe. */
public final class Drain {

  private final Set<Object> taking = ConcurrentHashMap.newKeySet();
  private volatile boolean wished;

  public boolean isWished() {
    return wished;
  }

  synchronized void wish(boolean drain) {
    wished = drain;
    notifyAll();
  }

  /** Waits while the worker is to take nothing, at most for so long. */
  public synchronized void awaitEnd(Duration bound) throws InterruptedException {
    long end = System.nanoTime() + bound.toNanos();
    for (long left = bound.toMillis(); wished && left > 0; ) {
      wait(left);
      left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
    }
  }

  /** From now on the taker may come by jobs at any moment. */
  public void begins(Object taker) {
    taking.add(taker);
  }

  /** Nothing more can come to the taker. */
  public void rests(Object taker) {
    taking.remove(taker);
  }

  /**
   * What the worker is willing to do.
   *
   * @param idle whether it runs nothing
   */
  public WorkerState state(boolean idle) {
    if (!wished) {
      return WorkerState.READY;
    }
    return idle && taking.isEmpty() ? WorkerState.CORDONED : WorkerState.DRAINING;
  }
}
