// SPDX-License-Identifier: Apache-2.0
package io.jobmill.handlertest;

import io.jobmill.event.Command;
import io.jobmill.job.JobId;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * An attempt that runs on a thread of its own. The test moves its time, stops it, waits for what it
 * says, and joins it. Closing it stops it, if it still runs.
 */
public final class RunningJob implements AutoCloseable {

  private static final Duration STEP = Duration.ofSeconds(1);
  private static final Duration STEP_OF_WAITING = Duration.ofMillis(5);

  private final TestJob job;
  private final MemoryWorker worker;
  private final TestClock clock;
  private final Duration patience;

  private RunningJob(TestJob job, TestClock clock, Duration patience) {
    this.job = job;
    this.worker = new MemoryWorker(clock);
    this.clock = clock;
    this.patience = patience;
  }

  static RunningJob start(TestJob job, TestClock clock, Duration patience) {
    RunningJob running = new RunningJob(job, clock, patience);
    if (job.checked() instanceof TestTemplate.Checked.Accepted accepted) {
      CountDownLatch begun = new CountDownLatch(1);
      running.worker.start(job.attempt(accepted, begun));
      running.awaitSignal(begun);
    }
    return running;
  }

  /**
   * Moves the clock, in steps of a second. After each a worker would report progress, stop what has
   * run too long, and ten seconds later give up what ignores that.
   */
  public RunningJob advance(Duration by) {
    Duration left = by;
    while (left.compareTo(STEP) > 0) {
      tick(STEP);
      left = left.minus(STEP);
    }
    tick(left);
    return this;
  }

  /** Cancels the job: the handler is told to stop. */
  public RunningJob cancel() {
    worker.obey(Command.cancel(new JobId(job.id())));
    return this;
  }

  /**
   * Stops the worker: the handler is told to stop, and what has not ended after ten seconds of real
   * time is given up.
   */
  public RunningJob stopWorker() {
    worker.handBack();
    return this;
  }

  /**
   * Waits until the job has logged an entry with this text in it.
   *
   * @throws AssertionError if that does not come in time
   */
  public RunningJob awaitLog(String text) {
    long end = System.nanoTime() + patience.toNanos();
    boolean over = false;
    while (worker.log().stream().noneMatch(line -> line.message().contains(text))) {
      if (over || System.nanoTime() - end >= 0) {
        throw new AssertionError(
            "waited for an entry with '%s', found %s".formatted(text, worker.log()));
      }
      // One more look after the end: the last entries come with it.
      over = worker.awaitEnd(STEP_OF_WAITING);
    }
    return this;
  }

  /**
   * Waits for the end.
   *
   * @throws AssertionError if the handler has not ended in time
   */
  public JobRun join() {
    if (job.checked() instanceof TestTemplate.Checked.Refused refused) {
      return new JobRun(
          JobOutcome.REJECTED, refused.reason(), JobRun.Left.NOTHING, List.of(), List.of());
    }
    if (!worker.awaitEnd(patience)) {
      throw new AssertionError(
          "the handler has not ended within %s of real time; does it wait for time to be moved? It has logged %s"
              .formatted(patience, worker.log()));
    }
    return worker.run();
  }

  /** Stops the handler, if it still runs. */
  @Override
  public void close() {
    worker.close();
  }

  private void awaitSignal(CountDownLatch begun) {
    try {
      if (!begun.await(patience.toMillis(), TimeUnit.MILLISECONDS)) {
        throw new AssertionError("the handler was not called within " + patience);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted before the handler was called", e);
    }
  }

  private void tick(Duration by) {
    clock.advance(by);
    worker.tick();
  }
}
