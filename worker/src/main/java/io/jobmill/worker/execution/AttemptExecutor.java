// SPDX-License-Identifier: Apache-2.0
package io.jobmill.worker.execution;

import io.jobmill.event.Command;
import io.jobmill.observe.LoggedJob;
import io.jobmill.observe.Spans;
import io.jobmill.worker.metrics.WorkerListener;
import io.jobmill.worker.report.BrokerTime;
import io.jobmill.worker.report.Masker;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs claimed attempts. However one ends, its slot is freed and its outcome reported, once.
 *
 * <p>Order at an end: the end is decided, the log is closed, the outcome is handed to the sender,
 * the slot is freed; when the outcome is acknowledged the attempt is no longer listed.
 */
public final class AttemptExecutor {

  private static final Logger log = LoggerFactory.getLogger(AttemptExecutor.class);

  private final RunningAttempts running;
  private final JobThreads threads;
  private final AttemptReports reports;
  private final WorkerListener listener;
  private final RunSettings settings;

  /**
   * @param worker the worker's name, for jobs that ask
   * @param patience how long a handler that was interrupted may take to end
   * @param nanos a clock that never jumps
   * @param brokerTime by which jobs have to have ended
   * @param spans where attempts are recorded for whoever traces
   */
  public record RunSettings(
      String worker, Duration patience, LongSupplier nanos, BrokerTime brokerTime, Spans spans) {

    /** Where there is no broker, no job's total time runs out, and nobody traces. */
    public RunSettings(String worker, Duration patience, LongSupplier nanos) {
      this(worker, patience, nanos, new BrokerTime(nanos), Spans.none());
    }
  }

  public AttemptExecutor(
      RunningAttempts running,
      JobThreads threads,
      AttemptReports reports,
      WorkerListener listener,
      RunSettings settings) {
    this.running = running;
    this.threads = threads;
    this.reports = reports;
    this.listener = listener;
    this.settings = settings;
  }

  /** Runs the attempt in a slot that was kept for it; the slot is freed at its end. */
  public void start(Attempt attempt, Slots slots) {
    Masker masker = Masker.of(attempt.work().variables().secrets());
    RunningAttempt one =
        new RunningAttempt(
            attempt,
            reports.openLog(attempt, masker),
            reports.openProgress(attempt, masker),
            slots,
            AttemptSpan.begin(settings.spans(), attempt, settings.worker()));
    AttemptContext context = new AttemptContext(one, masker, settings.worker());
    running.add(one);
    threads.execute(() -> logged(one).during(() -> one.span().during(() -> run(one, context))));
  }

  /** Stops those attempts of the job that the command no longer wants. */
  public void obey(Command command) {
    running.obey(command, settings.nanos().getAsLong());
  }

  /** Stops what has run too long, and gives up what does not stop. */
  public void watch() {
    long now = settings.nanos().getAsLong();
    long patience = settings.patience().toNanos();
    running
        .undecided()
        .forEach(
            one -> {
              if (one.isOverdue(now)) {
                one.stop(one.overdue(), now);
              }
              if (one.ignoresStop(now, patience)) {
                logged(one).during(() -> abandon(one));
              }
            });
  }

  /** Interrupts everything that still runs and hands it back, within the bound. */
  public void handBack(Duration bound) throws InterruptedException {
    long now = settings.nanos().getAsLong();
    List<RunningAttempt> left = running.undecided().toList();
    left.forEach(one -> one.stop(StopCause.SHUTDOWN, now));
    left.forEach(
        one ->
            logged(one)
                .during(
                    () ->
                        log.warn(
                            "handing back job={} attempt={}",
                            one.attempt().id(),
                            one.attempt().number())));
    if (!running.awaitNone(bound)) {
      running.undecided().forEach(one -> logged(one).during(() -> abandon(one)));
    }
  }

  private LoggedJob logged(RunningAttempt one) {
    return one.span().logged();
  }

  private void run(RunningAttempt one, AttemptContext context) {
    Ending ending = call(one, context);
    if (one.decide()) {
      conclude(one, ending);
    } else {
      log.info(
          "abandoned thread came back job={} attempt={}",
          one.attempt().id(),
          one.attempt().number());
    }
  }

  private Ending call(RunningAttempt one, AttemptContext context) {
    try {
      RunTime time = RunTime.of(one.attempt().work(), settings.brokerTime().now());
      if (!one.begin(settings.nanos().getAsLong(), time)) {
        return Endings.stopped(one, context);
      }
      one.attempt().work().handler().handle(context);
      one.end();
      return Endings.returned(one, context);
    } catch (Throwable e) {
      // Also an Error: it fails this job and nothing else.
      one.end();
      return Endings.threw(one, context, e);
    }
  }

  private void abandon(RunningAttempt one) {
    if (!one.decide()) {
      return;
    }
    listener.abandoned(one.attempt().id(), one.attempt().number());
    log.error(
        "handler ignores its interrupt, its thread is abandoned and its slot freed job={}"
            + " attempt={} operation={}",
        one.attempt().id(),
        one.attempt().number(),
        one.attempt().work().operation().type());
    conclude(one, Endings.abandoned(one));
  }

  private void conclude(RunningAttempt one, Ending ending) {
    try {
      CompletableFuture<Void> unused =
          reports.conclude(one, ending).whenComplete((done, failure) -> running.remove(one));
      tell(one, ending);
    } catch (RuntimeException e) {
      // Not acknowledged and no longer listed: upkeep finds it lost and asks again.
      log.error("outcome could not be reported job={}", one.attempt().id(), e);
      running.remove(one);
    } finally {
      one.span().end(ending);
      one.slots().release(one.attempt().claim().queue().priority());
      running.decided();
    }
  }

  private void tell(RunningAttempt one, Ending ending) {
    if (ending instanceof Ending.Ended ended) {
      Attempt attempt = one.attempt();
      long ran = one.ranFor(settings.nanos().getAsLong());
      listener.ended(attempt.claim().pool(), attempt.work().template(), ended.outcome(), ran);
    } else if (ending instanceof Ending.Cancelled) {
      listener.cancelled(one.attempt().claim().pool());
    } else {
      listener.handedBack(one.attempt().claim().pool());
    }
  }
}
