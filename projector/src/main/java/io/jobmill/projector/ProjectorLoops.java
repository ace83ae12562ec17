// SPDX-License-Identifier: Apache-2.0
package io.jobmill.projector;

import io.jobmill.kafka.ClockWatch;
import io.jobmill.kafka.CompactedTable;
import io.jobmill.kafka.LoopListener;
import io.jobmill.kafka.LoopThread;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Starts the background work in order and stops it in reverse: tables first, since upkeep looks
 * things up in them; the queue reader last, so that what it reports is projected while it still
 * runs.
 */
final class ProjectorLoops implements SmartLifecycle {

  private static final Duration TABLES_READ = Duration.ofSeconds(30);
  private static final Duration WATCH = Duration.ofMillis(500);
  private static final Duration STOP = Duration.ofSeconds(8);

  private static final Logger log = LoggerFactory.getLogger(ProjectorLoops.class);

  private final List<CompactedTable<?>> tables;
  private final List<LoopThread> loops;
  private final LoopThread watch;
  private volatile boolean running;

  /**
   * @param loops in the order in which they are started
   * @param clock of the wall; where it is put back, no loop waits until it has come so far again
   */
  ProjectorLoops(List<CompactedTable<?>> tables, List<LoopThread> loops, Clock clock) {
    this.tables = tables;
    this.loops = loops;
    this.watch =
        new LoopThread(
            "clock-watch",
            WATCH,
            new ClockWatch(clock, System::nanoTime, () -> loops.forEach(LoopThread::wakeUp)),
            LoopListener.NONE);
  }

  @Override
  public void start() {
    tables.forEach(table -> table.start(TABLES_READ));
    loops.forEach(LoopThread::start);
    watch.start();
    running = true;
    log.info("projector started loops={}", loops.stream().map(LoopThread::name).toList());
  }

  @Override
  public void stop() {
    if (!running) {
      return;
    }
    running = false;
    watch.close();
    loops.forEach(LoopThread::stop);
    loops.forEach(
        loop -> {
          if (!loop.stop(STOP)) {
            log.warn("loop did not stop in time loop={}", loop.name());
          }
        });
    // Each waits for its poll: all at once, for the stop is bounded.
    tables.parallelStream().forEach(CompactedTable::close);
    log.info("projector stopped");
  }

  @Override
  public boolean isRunning() {
    return running;
  }

  /** Whether every loop is still alive. */
  boolean alive() {
    return running && loops.stream().allMatch(LoopThread::alive);
  }
}
