// SPDX-License-Identifier: Apache-2.0
package io.jobmill.worker.intake;

import io.jobmill.kafka.LoopThread;
import java.time.Duration;
import java.util.List;
import java.util.function.IntSupplier;

/** All lanes of a worker. */
public final class Intake {

  private final List<IntSupplier> passes;
  private final List<LoopThread> threads;

  /**
   * @param passes of each lane, how many went well
   */
  Intake(List<IntSupplier> passes, List<LoopThread> threads) {
    this.passes = List.copyOf(passes);
    this.threads = List.copyOf(threads);
  }

  public void start() {
    threads.forEach(LoopThread::start);
  }

  /** Whether every lane has polled, or waits for slots, and none has died. */
  public boolean isPolling() {
    return passes.stream().allMatch(lane -> lane.getAsInt() > 0)
        && threads.stream().allMatch(LoopThread::alive);
  }

  /**
   * Takes nothing more. What was polled and is not yet accepted goes back to its queue.
   *
   * @return whether all lanes have ended
   */
  public boolean stop(Duration bound) {
    threads.forEach(LoopThread::stop);
    long end = System.nanoTime() + bound.toNanos();
    boolean ended = true;
    for (LoopThread thread : threads) {
      ended &= thread.stop(Duration.ofNanos(Math.max(1, end - System.nanoTime())));
    }
    return ended;
  }
}
