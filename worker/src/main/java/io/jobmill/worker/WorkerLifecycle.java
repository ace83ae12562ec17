// SPDX-License-Identifier: Apache-2.0
package io.jobmill.worker;

import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.context.SmartLifecycle;

/** Starts the worker with its application and stops it first of all. */
final class WorkerLifecycle implements SmartLifecycle {

  private final WorkerStarter starter;
  private final Duration grace;
  private final Duration heartbeat;
  private final Clock clock;
  private volatile @Nullable RunningWorker worker;

  WorkerLifecycle(WorkerStarter starter, WorkerProperties properties, Clock clock) {
    this.starter = starter;
    this.grace = properties.grace();
    this.heartbeat = properties.heartbeat();
    this.clock = clock;
  }

  @Override
  public synchronized void start() {
    if (worker == null) {
      worker = starter.start();
    }
  }

  @Override
  public synchronized void stop() {
    RunningWorker stopping = worker;
    worker = null;
    if (stopping != null) {
      stopping.stop(grace);
    }
  }

  @Override
  public boolean isRunning() {
    return worker != null;
  }

  /** Why the worker cannot take jobs at the moment; empty if it can. */
  Optional<String> problem() {
    RunningWorker running = worker;
    return running == null
        ? Optional.of("not started")
        : running.problem(clock.instant(), heartbeat);
  }
}
