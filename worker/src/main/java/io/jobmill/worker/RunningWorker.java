// SPDX-License-Identifier: Apache-2.0
package io.jobmill.worker;

import io.jobmill.event.WorkerState;
import io.jobmill.kafka.LoopThread;
import io.jobmill.worker.execution.AttemptExecutor;
import io.jobmill.worker.execution.RunningAttempts;
import io.jobmill.worker.intake.Intake;
import io.jobmill.worker.lease.Heartbeats;
import io.jobmill.worker.report.EventReporter;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.apache.kafka.common.KafkaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A worker that has started. Stopping it is the one place where the order of a shutdown stands. */
final class RunningWorker {

  private static final Logger log = LoggerFactory.getLogger(RunningWorker.class);

  /** Counts towards the grace. The intake needs this long only while Kafka is away. */
  private static final Duration INTAKE = Duration.ofSeconds(4);

  private static final Duration HAND_BACK = Duration.ofSeconds(2);
  private static final Duration LAST_EVENTS = Duration.ofMillis(1_500);
  private static final Duration LAST_UNCLAIMED = Duration.ofMillis(100);

  private final Running running;
  private final EventReporter reporter;
  private final Signs signs;
  private final Closing closing;

  /** What takes jobs and runs them. */
  record Running(Intake intake, RunningAttempts attempts, AttemptExecutor executor) {}

  /** What tells others about this worker. */
  record Signs(Heartbeats heartbeats, LoopThread loop) {}

  RunningWorker(Running running, EventReporter reporter, Signs signs, Closing closing) {
    this.running = running;
    this.reporter = reporter;
    this.signs = signs;
    this.closing = closing;
  }

  boolean isPolling() {
    return running.intake().isPolling();
  }

  /**
   * Why it cannot take jobs at the moment; empty if it can.
   *
   * @param heartbeat how often it says that it lives
   */
  Optional<String> problem(Instant now, Duration heartbeat) {
    if (!isPolling()) {
      return Optional.of("not every lane polls yet");
    }
    Instant last = signs.heartbeats().lastAcknowledged();
    return last.isBefore(now.minus(heartbeat.multipliedBy(3)))
        ? Optional.of("Kafka has taken no heartbeat since " + last)
        : Optional.empty();
  }

  /**
   * Stops within the grace and about five seconds, also while Kafka is away: take nothing more, let
   * running attempts end, hand back the rest, send what is left to say, say goodbye.
   */
  void stop(Duration grace) {
    log.info("stopping running={} grace={}", running.attempts().count(), grace);
    long end = System.nanoTime() + grace.toNanos();
    try {
      signs.heartbeats().leaving(WorkerState.STOPPING);
      running.intake().stop(INTAKE);
      if (!running.attempts().awaitNone(until(end))) {
        running.executor().handBack(HAND_BACK);
      }
      int unsent =
          running.attempts().awaitAcknowledged(LAST_EVENTS)
              + reporter.awaitAcknowledged(LAST_UNCLAIMED);
      if (unsent > 0) {
        log.error("events could not be sent before the stop, upkeep will notice events={}", unsent);
      } else {
        signs.loop().stop(Duration.ofSeconds(1));
        sayGoodbye();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      log.warn("stopped in a hurry running={}", running.attempts().count());
    } finally {
      closing.close();
    }
    log.info("stopped");
  }

  private void sayGoodbye() {
    try {
      signs.heartbeats().leaving(WorkerState.STOPPED);
      signs.heartbeats().runOnce();
    } catch (KafkaException e) {
      log.warn("could not say goodbye reason={}", e.toString());
    }
  }

  private static Duration until(long end) {
    return Duration.ofNanos(Math.max(1, end - System.nanoTime()));
  }
}
