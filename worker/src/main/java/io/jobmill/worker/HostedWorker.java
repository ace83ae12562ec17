// SPDX-License-Identifier: Apache-2.0
package io.jobmill.worker;

import io.jobmill.worker.identity.WorkerFolder;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.context.SmartLifecycle;

/**
 * A worker inside an application that is there for something else. It starts beside the
 * application, last of all, and keeps trying while Kafka is away: the application lives without it.
 * It stops first of all, within the grace.
 */
final class HostedWorker implements SmartLifecycle {

  private final Supplier<RunningWorker> starter;
  private final Path dataDir;
  private final Duration grace;
  private final Duration heartbeat;
  private final Clock clock;
  private @Nullable HostedStart begun;

  HostedWorker(WorkerStarter starter, WorkerHome home, WorkerProperties properties, Clock clock) {
    this.starter = starter::start;
    this.dataDir = home.dataDir();
    this.grace = properties.grace();
    this.heartbeat = properties.heartbeat();
    this.clock = clock;
  }

  /**
   * @throws io.jobmill.worker.identity.WorkerFolderException if the data folder cannot be used: the
   *     one thing that no waiting mends
   */
  @Override
  public synchronized void start() {
    if (begun == null) {
      WorkerFolder.open(dataDir).close();
      begun = HostedStart.begin(starter);
    }
  }

  @Override
  public void stop() {
    HostedStart ending;
    synchronized (this) {
      ending = begun;
      begun = null;
    }
    if (ending != null) {
      ending.end(grace);
    }
  }

  @Override
  public synchronized boolean isRunning() {
    return begun != null;
  }

  /** Why the worker cannot take jobs at the moment; empty if it can. */
  Optional<String> problem() {
    HostedStart current;
    synchronized (this) {
      current = begun;
    }
    return current == null
        ? Optional.of("not started")
        : current.problem(clock.instant(), heartbeat);
  }
}
