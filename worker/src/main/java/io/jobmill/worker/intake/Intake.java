// SPDX-License-Identifier: Apache-2.0
package io.jobmill.worker.intake;

import io.jobmill.kafka.LoopThread;
import java.time.Duration;
import java.util.List;

/** All lanes of a worker. */
public final class Intake {

  private final List<Lane> lanes;
  private final List<LoopThread> threads;

  Intake(List<Lane> lanes, List<LoopThread> threads) {
    this.lanes = List.copyOf(lanes);
    this.threads = List.copyOf(threads);
  }

  public void start() {
    threads.forEach(LoopThread::start);
  }

  /** Whether every lane has polled, or waits for slots, and none has died. */
  public boolean isPolling() {
    return lanes.stream().allMatch(lane -> lane.passes() > 0)
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
