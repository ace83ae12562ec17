// SPDX-License-Identifier: Apache-2.0
package io.jobmill.worker.report;

import io.jobmill.event.Envelope;
import io.jobmill.event.JobEvent;
import io.jobmill.event.Outcome;
import io.jobmill.event.ResultText;
import io.jobmill.job.Trace;
import io.jobmill.kafka.EventRecords;
import io.jobmill.observe.LoggedJob;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reports what became of claimed attempts. An event given to it is sent until it is acknowledged.
 */
public final class EventReporter {

  private static final Logger log = LoggerFactory.getLogger(EventReporter.class);

  private final EventRecords records;
  private final DurableSender sender;

  /** By the event's number: what is not acknowledged yet. */
  private final Map<Long, CompletableFuture<Void>> open = new ConcurrentHashMap<>();

  public EventReporter(EventRecords records, DurableSender sender) {
    this.records = records;
    this.sender = sender;
  }

  public EventRecords records() {
    return records;
  }

  /**
   * @return completed when the event is acknowledged; does not fail
   */
  public CompletableFuture<Void> report(JobEvent event) {
    CompletableFuture<Void> sent = sender.send(records.record(event));
    CompletableFuture<Void> settled =
        sent.exceptionallyCompose(
            tooLarge -> {
              logged(event.envelope())
                  .during(
                      () ->
                          log.error(
                              "event is larger than its topic takes, sending it without its"
                                  + " result job={} type={}",
                              event.envelope().id(),
                              event.type()));
              return sender.send(records.record(withoutResult(event))).exceptionally(e -> null);
            });
    long seq = event.envelope().seq();
    open.put(seq, settled);
    return settled.whenComplete((done, failure) -> open.remove(seq));
  }

  /**
   * Waits until everything reported so far is acknowledged.
   *
   * @return how many events were not when the time was up
   */
  public int awaitAcknowledged(Duration bound) throws InterruptedException {
    CompletableFuture<?>[] waiting = open.values().toArray(CompletableFuture<?>[]::new);
    try {
      CompletableFuture.allOf(waiting).get(bound.toMillis(), TimeUnit.MILLISECONDS);
      return 0;
    } catch (TimeoutException | ExecutionException e) {
      return open.size();
    }
  }

  private static LoggedJob logged(Envelope envelope) {
    Trace trace = envelope.trace();
    return LoggedJob.of(envelope.id(), envelope.attempt(), trace == null ? null : trace.id());
  }

  private static JobEvent withoutResult(JobEvent event) {
    if (!(event instanceof JobEvent.Ended ended)) {
      return event;
    }
    return new JobEvent.Ended(
        ended.envelope(),
        ended.claim(),
        ended.outcome() == Outcome.SUCCEEDED ? Outcome.WARNING : ended.outcome(),
        ended.changed(),
        new ResultText("", true),
        "the result was too large for the events topic and is not kept",
        ended.exitCode(),
        ended.log(),
        ended.retryAfter());
  }
}
