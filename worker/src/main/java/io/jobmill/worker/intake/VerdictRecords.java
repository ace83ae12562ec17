// SPDX-License-Identifier: Apache-2.0
package io.jobmill.worker.intake;

import io.jobmill.event.Envelope;
import io.jobmill.event.JobEvent;
import io.jobmill.event.LogCount;
import io.jobmill.job.JobId;
import io.jobmill.job.JobRequest;
import io.jobmill.kafka.DeadLetter;
import io.jobmill.kafka.EventRecords;
import io.jobmill.worker.execution.Attempt;
import java.util.Objects;
import java.util.Optional;
import org.apache.kafka.clients.producer.ProducerRecord;

/** What must be durable about a verdict before its record is accepted. */
final class VerdictRecords {

  private final EventRecords events;
  private final String deadLetters;
  private final String hostname;

  VerdictRecords(EventRecords events, String deadLetters, String hostname) {
    this.events = events;
    this.deadLetters = deadLetters;
    this.hostname = hostname;
  }

  /** Empty for a record that goes back to the queue. */
  Optional<ProducerRecord<byte[], byte[]>> of(Judged judged) {
    Verdict verdict = judged.verdict();
    if (verdict instanceof Verdict.Run run) {
      return Optional.of(events.record(started(run.attempt())));
    }
    if (verdict instanceof Verdict.Reject reject) {
      return Optional.of(
          events.record(
              new JobEvent.Rejected(
                  envelope(reject.request()), reject.request(), judged.claim(), reject.reason())));
    }
    if (verdict instanceof Verdict.Defer defer) {
      return Optional.of(
          events.record(
              new JobEvent.Deferred(
                  envelope(defer.request()),
                  defer.request(),
                  judged.claim(),
                  defer.until(),
                  defer.reason(),
                  defer.waitsFor())));
    }
    if (verdict instanceof Verdict.Expired expired) {
      return Optional.of(
          events.record(
              new JobEvent.Expired(
                  envelope(expired.request()),
                  expired.request(),
                  judged.claim(),
                  expired.over().limit(),
                  expired.over().reason())));
    }
    if (verdict instanceof Verdict.Unwanted unwanted) {
      return Optional.of(
          events.record(
              new JobEvent.Unclaimed(
                  envelope(unwanted.request()), judged.claim(), unwanted.reason())));
    }
    if (verdict instanceof Verdict.Cancelled cancelled) {
      return Optional.of(
          events.record(
              new JobEvent.Cancelled(
                  envelope(cancelled.request()),
                  judged.claim(),
                  cancelled.reason(),
                  LogCount.NONE)));
    }
    if (verdict instanceof Verdict.Unreadable unreadable) {
      return Optional.of(DeadLetter.of(deadLetters, judged.record(), unreadable.reason()));
    }
    return Optional.empty();
  }

  /** Says that a claim was not confirmed, after {@code started} may have said that it would run. */
  JobEvent unclaimed(Attempt attempt, String reason) {
    return new JobEvent.Unclaimed(envelope(attempt.request()), attempt.claim(), reason);
  }

  private JobEvent started(Attempt attempt) {
    return new JobEvent.Started(
        envelope(attempt.request()),
        attempt.request(),
        attempt.claim(),
        hostname,
        attempt.work().limits());
  }

  private Envelope envelope(JobRequest request) {
    JobId id = Objects.requireNonNull(request.id());
    return events.envelope(id, request.attempt(), request.ask(), request.trace());
  }
}
