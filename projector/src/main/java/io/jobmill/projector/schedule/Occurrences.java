// SPDX-License-Identifier: Apache-2.0
package io.jobmill.projector.schedule;

import io.jobmill.job.JobId;
import io.jobmill.kafka.Sends;
import io.jobmill.projector.metrics.ProjectorListener;
import io.jobmill.projector.metrics.ProjectorListener.Reason;
import io.jobmill.projector.schedule.OccurrenceRule.Standing;
import io.jobmill.schedule.ScheduleRecord.Definition;
import io.jobmill.schedule.ScheduleRecord.Progress;
import io.jobmill.secret.SealException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks after the schedules of the owned partitions. */
public final class Occurrences {

  private static final Logger log = LoggerFactory.getLogger(Occurrences.class);

  /** Due times are whole seconds; received jobs are noticed after at most so long. */
  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(500);

  /** One pass may not hold up projecting. */
  private static final int MOST = 200;

  private final ScheduleNotes notes;
  private final OccurrenceRequests requests;
  private final Seen seen;
  private final Sends sends;
  private final ProjectorListener listener;
  private Instant lastLook = Instant.EPOCH;

  Occurrences(
      ScheduleNotes notes,
      OccurrenceRequests requests,
      Seen seen,
      Sends sends,
      ProjectorListener listener) {
    this.notes = notes;
    this.requests = requests;
    this.seen = seen;
    this.sends = sends;
    this.listener = listener;
  }

  /**
   * Does what is due.
   *
   * @param ready the owned partitions that are projected up to a moment after they were taken over
   * @param now the broker's time
   */
  public void pass(Set<Integer> ready, Instant now) {
    if (Duration.between(lastLook, now).abs().compareTo(BETWEEN_LOOKS) < 0
        || !notes.isCaughtUp(ready)) {
      return;
    }
    lastLook = now;
    Steps steps = new Steps();
    for (Standing standing : notes.standings(ready::contains)) {
      if (steps.size() < MOST) {
        take(standing.definition(), OccurrenceRule.next(standing, seen, now), now, steps);
      }
    }
    carryOut(steps);
    notes.removeOrphans(ready::contains);
  }

  /** These partitions are another's now, or were taken over anew. */
  public void drop(Set<Integer> partitions) {
    notes.drop(partitions);
  }

  /** What is to be written, in this order. */
  private static final class Steps {
    private final List<Progress> notes = new ArrayList<>();
    private final List<ProducerRecord<byte[], byte[]>> requests = new ArrayList<>();
    private final List<JobId> over = new ArrayList<>();

    private int size() {
      return notes.size() + over.size();
    }
  }

  private void take(Definition definition, Step step, Instant now, Steps steps) {
    if (step instanceof Step.Ask ask) {
      ask(definition, ask.note(), now, steps);
    } else if (step instanceof Step.Move move) {
      steps.notes.add(move.note());
      tell(definition, move);
    } else if (step instanceof Step.Finish) {
      steps.over.add(definition.id());
    }
  }

  private static void tell(Definition definition, Step.Move move) {
    Instant next = move.note().due();
    switch (move.why()) {
      case OVERLAP ->
          log.info(
              "job left out, the one before it has not ended schedule={} next={}",
              definition.id(),
              next);
      case MISSED ->
          log.info(
              "job left out, nobody asked for it in time schedule={} next={}",
              definition.id(),
              next);
      case MADE, CHANGED, OVER -> {}
    }
  }

  /** A schedule whose secrets cannot be read makes no jobs, and keeps no other from doing so. */
  private void ask(Definition definition, Progress note, Instant now, Steps steps) {
    try {
      steps.requests.add(requests.of(definition, OccurrenceRule.job(note), now));
      steps.notes.add(note);
    } catch (SealException e) {
      log.error(
          "job of a schedule cannot be made schedule={} reason={}",
          definition.id(),
          e.getMessage());
    }
  }

  private void carryOut(Steps steps) {
    if (!steps.notes.isEmpty()) {
      notes.write(steps.notes);
    }
    if (!steps.requests.isEmpty()) {
      sends.all(steps.requests);
      listener.asked(Reason.SCHEDULED, steps.requests.size());
    }
    if (!steps.over.isEmpty()) {
      notes.remove(steps.over);
    }
  }
}
