// SPDX-License-Identifier: Apache-2.0
package io.jobmill.projector.admission;

import io.jobmill.event.JobEvent;
import io.jobmill.job.Claim;
import io.jobmill.job.JobId;
import io.jobmill.job.Trace;
import io.jobmill.kafka.DeadLetter;
import io.jobmill.kafka.EventRecords;
import io.jobmill.kafka.SendOutcome;
import io.jobmill.kafka.Sends;
import io.jobmill.observe.LoggedJob;
import io.jobmill.wire.Topics;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets the first request of each job through to its queue. Used by one thread.
 *
 * <p>What was let through and has no view yet is remembered here; a failed write is not, since
 * nobody knows whether it arrived.
 */
final class Admission {

  /**
   * Of what nobody decided on for so long nobody can know whether it was decided on and forgotten:
   * a consumer group that nobody uses loses its offsets after 7 days.
   */
  static final Duration LONGEST_WAIT = Duration.ofDays(6);

  /** What was let through first is seen first. */
  private static final int LOOKS = 1_000;

  private static final Logger log = LoggerFactory.getLogger(Admission.class);

  private final Function<Set<JobId>, Set<JobId>> existing;
  private final QueueRequests queues;
  private final EventRecords events;
  private final Topics topics;
  private final Sends sends;
  private final Set<JobId> unseen = new LinkedHashSet<>();

  /**
   * @param existing those of some jobs that have a view
   */
  Admission(
      Function<Set<JobId>, Set<JobId>> existing,
      QueueRequests queues,
      EventRecords events,
      Topics topics,
      Sends sends) {
    this.existing = existing;
    this.queues = queues;
    this.events = events;
    this.topics = topics;
    this.sends = sends;
  }

  /** The jobs of these requests that are known already. */
  Set<JobId> known(List<Submission> submissions) {
    Set<JobId> ids = new HashSet<>();
    unseen.stream().limit(LOOKS).forEach(ids::add);
    submissions.forEach(submission -> ids.add(submission.id()));
    Set<JobId> known = ids.isEmpty() ? Set.of() : existing.apply(ids);
    unseen.removeAll(known);
    return known;
  }

  /**
   * Lets through what is to be let through, and returns when it is on its queues.
   *
   * @param known as {@link #known} has told, of views that were complete
   * @return how many were let through
   * @throws RuntimeException if a record was not acknowledged: it may be on its queue all the same
   */
  int letThrough(List<Submission> submissions, Set<JobId> known, Instant now) {
    List<Submission> firsts =
        Firsts.of(submissions, Submission::id, id -> known.contains(id) || unseen.contains(id));
    List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>(firsts.size());
    firsts.forEach(submission -> records.add(record(submission, now)));
    List<SendOutcome> outcomes = sends.each(records);
    RuntimeException failure = null;
    for (int i = 0; i < outcomes.size(); i++) {
      if (!(outcomes.get(i) instanceof SendOutcome.Failed failed)) {
        unseen.add(firsts.get(i).id());
      } else if (failed.cause() instanceof RecordTooLargeException) {
        Submission tooLarge = firsts.get(i);
        LoggedJob.of(tooLarge.id(), Trace.of(tooLarge.id(), tooLarge.request()).id())
            .during(() -> putAside(tooLarge));
      } else {
        failure = failed.cause();
      }
    }
    if (failure != null) {
      throw new IllegalStateException(
          "submissions not acknowledged by their queues: " + failure.getMessage(), failure);
    }
    return firsts.size();
  }

  private ProducerRecord<byte[], byte[]> record(Submission submission, Instant now) {
    Instant written = Instant.ofEpochMilli(submission.record().timestamp());
    return written.plus(LONGEST_WAIT).isBefore(now) ? rejected(submission) : queues.of(submission);
  }

  private ProducerRecord<byte[], byte[]> rejected(Submission submission) {
    var record = submission.record();
    Claim claim =
        new Claim(queues.queueOf(submission), record.partition(), record.offset(), Short.MAX_VALUE);
    return events.record(
        new JobEvent.Rejected(
            events.envelope(submission.id(), 1, 1, submission.request().trace()),
            submission.read().readable().forAnyone().withId(submission.id()),
            claim,
            "no projector has decided on the submission within %d days"
                .formatted(LONGEST_WAIT.toDays())));
  }

  /** What fits into this topic and not into a queue. */
  private void putAside(Submission submission) {
    log.error(
        "submission is larger than its queue takes, to the dead letters job={} bytes={}",
        submission.id(),
        submission.record().value().length);
    sends.all(
        List.of(
            DeadLetter.of(
                topics.deadLetters(), submission.record(), "larger than its queue takes")));
  }
}
