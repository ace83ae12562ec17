// SPDX-License-Identifier: Apache-2.0
package io.jobmill.worker;

import io.jobmill.kafka.KafkaSetupException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One start of a worker, tried on a thread of its own until it succeeds or is no longer wanted.
 * What comes up after it was ended is stopped at once.
 */
final class HostedStart {

  private static final Logger log = LoggerFactory.getLogger(HostedStart.class);
  private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final Supplier<RunningWorker> starter;
  private final Thread thread = new Thread(this::run, "jobmill-worker-start");
  private final CountDownLatch ending = new CountDownLatch(1);
  private @Nullable RunningWorker worker;
  private String problem = "starting";

  private HostedStart(Supplier<RunningWorker> starter) {
    this.starter = starter;
    thread.setDaemon(true);
  }

  static HostedStart begin(Supplier<RunningWorker> starter) {
    HostedStart start = new HostedStart(starter);
    start.thread.start();
    return start;
  }

  /** Gives up starting, or stops what has started, within the grace. */
  void end(Duration grace) {
    RunningWorker running;
    synchronized (this) {
      ending.countDown();
      running = worker;
    }
    if (running != null) {
      running.stop(grace);
      return;
    }
    thread.interrupt();
    try {
      thread.join(PATIENCE.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  synchronized Optional<String> problem(Instant now, Duration heartbeat) {
    return worker == null ? Optional.of(problem) : worker.problem(now, heartbeat);
  }

  private void run() {
    Duration pause = FIRST_PAUSE;
    try {
      while (ending.getCount() > 0) {
        if (tryOnce() || ending.await(pause.toMillis(), TimeUnit.MILLISECONDS)) {
          return;
        }
        pause = pause.multipliedBy(2);
        pause = pause.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause;
      }
    } catch (InterruptedException e) {
      log.debug("start given up");
    }
  }

  private boolean tryOnce() {
    try {
      RunningWorker started = starter.get();
      if (!take(started)) {
        started.stop(Duration.ofMillis(1));
      }
      return true;
    } catch (RuntimeException e) {
      failed(e);
      return false;
    }
  }

  private synchronized boolean take(RunningWorker started) {
    if (ending.getCount() == 0) {
      return false;
    }
    worker = started;
    return true;
  }

  /** One line for each kind of failure, not one for each try. */
  private synchronized void failed(RuntimeException failure) {
    boolean known = failure instanceof KafkaSetupException;
    String reason = known ? String.valueOf(failure.getMessage()) : failure.toString();
    if (ending.getCount() == 0 || reason.equals(problem)) {
      log.debug("worker did not start", failure);
    } else if (known) {
      log.warn("worker cannot start, will try again reason={}", reason);
    } else {
      log.error("worker cannot start, will try again", failure);
    }
    problem = reason;
  }
}
