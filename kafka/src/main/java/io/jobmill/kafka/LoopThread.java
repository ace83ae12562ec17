// SPDX-License-Identifier: Apache-2.0
package io.jobmill.kafka;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.WakeupException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The life of every background loop: a named daemon thread that makes pass after pass until it is
 * stopped.
 *
 * <p>A pass that throws is logged (once per kind and minute), counted by the listener and followed
 * by a pause that doubles up to five seconds; the loop goes on. An {@link Error} ends the loop and
 * is given to the listener. An interrupt ends the loop like a stop. Starting and stopping twice are
 * harmless; a loop that was stopped does not start again.
 */
public final class LoopThread implements AutoCloseable {

  private static final long FIRST_PAUSE = 100;
  private static final long LONGEST_PAUSE = 5_000;

  private static final Logger log = LoggerFactory.getLogger(LoopThread.class);

  private final Loop loop;
  private final Duration between;
  private final LoopListener listener;
  private final Thread thread;
  private final FailureLog failures;
  private final CountDownLatch stopping = new CountDownLatch(1);
  private boolean started;

  /** A loop that makes its next pass at once: its passes block when there is nothing to do. */
  public LoopThread(String name, Loop loop, LoopListener listener) {
    this(name, Duration.ZERO, loop, listener);
  }

  /**
   * @param between pause after every pass
   */
  public LoopThread(String name, Duration between, Loop loop, LoopListener listener) {
    this.loop = loop;
    this.between = between;
    this.listener = listener;
    this.failures = new FailureLog(log, name);
    this.thread = new Thread(this::run, name);
    this.thread.setDaemon(true);
  }

  public String name() {
    return thread.getName();
  }

  public synchronized void start() {
    if (!started) {
      started = true;
      thread.start();
    }
  }

  /** False before the start, and once the last pass is over and cleaned up after. */
  public boolean alive() {
    return thread.isAlive();
  }

  /** Ends a pass that blocks; the next one follows. */
  public void wakeUp() {
    loop.wakeUp();
  }

  /** Lets the pass that is under way be the last one, without waiting for its end. */
  public void stop() {
    stopping.countDown();
    loop.wakeUp();
  }

  /**
   * Stops, waits for the end, and interrupts when it does not come in time.
   *
   * @return whether the loop has ended
   */
  public boolean stop(Duration bound) {
    stop();
    if (!started) {
      return true;
    }
    try {
      if (!ended(bound)) {
        log.warn("loop does not end, interrupting it loop={} after={}", name(), bound);
        thread.interrupt();
        return ended(Duration.ofSeconds(1));
      }
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      thread.interrupt();
      return false;
    }
  }

  /** Stops, with a bound of five seconds. */
  @Override
  public void close() {
    stop(Duration.ofSeconds(5));
  }

  private boolean ended(Duration bound) throws InterruptedException {
    thread.join(Math.max(1, bound.toMillis()));
    return !thread.isAlive();
  }

  private void run() {
    try {
      long penalty = 0;
      while (stopping.getCount() > 0) {
        penalty = pass() ? 0 : Math.min(LONGEST_PAUSE, Math.max(FIRST_PAUSE, penalty * 2));
        if (stopping.await(penalty + between.toMillis(), TimeUnit.MILLISECONDS)) {
          return;
        }
      }
    } catch (InterruptedException | InterruptException e) {
      log.debug("loop interrupted loop={}", name());
    } catch (Error e) {
      log.error("loop died loop={}", name(), e);
      listener.died(name(), e);
    } finally {
      end();
    }
  }

  private boolean pass() throws InterruptedException {
    try {
      loop.runOnce();
      return true;
    } catch (WakeupException e) {
      return true;
    } catch (InterruptException e) {
      throw e;
    } catch (RuntimeException e) {
      failures.add(e);
      listener.passFailed(name(), e);
      return false;
    }
  }

  private void end() {
    // Kafka's clients do not close on an interrupted thread.
    boolean interrupted = Thread.interrupted();
    try {
      loop.ended();
    } catch (RuntimeException e) {
      log.warn("loop did not end cleanly loop={}", name(), e);
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
