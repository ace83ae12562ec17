// SPDX-License-Identifier: Apache-2.0
package io.jobmill.projector.projection;

import io.jobmill.event.Envelope;
import io.jobmill.event.JobEvent;
import io.jobmill.job.Claim;
import io.jobmill.job.JobId;
import io.jobmill.job.JobRequest;
import io.jobmill.job.JobStatus;
import io.jobmill.job.QueuePoint;
import io.jobmill.job.RunLimits;
import io.jobmill.view.JobView;
import io.jobmill.view.Run;
import io.jobmill.view.RunStatus;
import io.jobmill.view.TimelineEntry;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A view while one event is applied to it. Keeps what must hold of every view, whatever the event.
 */
final class Draft {

  private final JobId id;
  private JobStatus status;
  private JobRequest request;
  private QueuePoint queue;
  private int attempt;
  private int ask;
  private @Nullable Long holder;
  private @Nullable RunLimits limits;
  private @Nullable Instant dueAt;
  private Instant queuedAt;
  private @Nullable Instant startedAt;
  private @Nullable Instant endedAt;
  private @Nullable Boolean changed;
  private @Nullable String message;
  private List<Run> runs;
  private List<TimelineEntry> timeline;

  /** Nothing but that the job was asked for. */
  Draft(Envelope asked, JobRequest request, QueuePoint queue, Instant queuedAt, Position at) {
    this.id = asked.id();
    this.status = JobStatus.PENDING;
    this.request = request;
    this.queue = queue;
    this.attempt = asked.attempt();
    this.ask = asked.ask();
    this.queuedAt = at.appendedAt();
    this.runs = List.of();
    this.timeline = List.of();
    queuedNoLaterThan(queuedAt);
  }

  Draft(JobView view) {
    this.id = view.id();
    this.status = view.status();
    this.request = view.request();
    this.queue = view.queue();
    this.attempt = view.attempt();
    this.ask = view.ask();
    this.holder = view.holder();
    this.limits = view.limits();
    this.dueAt = view.dueAt();
    this.queuedAt = view.queuedAt();
    this.startedAt = view.startedAt();
    this.endedAt = view.endedAt();
    this.changed = view.changed();
    this.message = view.message();
    this.runs = view.runs();
    this.timeline = view.timeline();
  }

  JobView build(Position at) {
    return new JobView(
        id,
        at.offset(),
        at.partition(),
        status,
        request,
        queue,
        attempt,
        ask,
        holder,
        limits,
        dueAt,
        queuedAt,
        startedAt,
        endedAt,
        at.appendedAt(),
        changed,
        message,
        runs,
        timeline);
  }

  JobStatus status() {
    return status;
  }

  JobRequest request() {
    return request;
  }

  QueuePoint queue() {
    return queue;
  }

  int attempt() {
    return attempt;
  }

  int ask() {
    return ask;
  }

  @Nullable RunLimits limits() {
    return limits;
  }

  boolean isHeldBy(Envelope said, Claim claim) {
    Run run = holding();
    return run != null && Asking.isCurrent(this, said) && run.claim().equals(claim);
  }

  /** Whether no run has come of this delivery of the record, nor of a later one. */
  boolean isLatestDelivery(Claim claim) {
    for (Run run : runs) {
      if (run.claim().sameRecord(claim) && run.claim().delivery() >= claim.delivery()) {
        return false;
      }
    }
    return true;
  }

  void request(JobRequest newRequest) {
    request = newRequest;
  }

  void limits(RunLimits newLimits) {
    limits = newLimits;
  }

  void dueAt(@Nullable Instant at) {
    dueAt = at;
  }

  void message(@Nullable String newMessage) {
    message = newMessage;
  }

  void changed(@Nullable Boolean said) {
    changed = said;
  }

  void queuedNoLaterThan(Instant at) {
    Instant cut = at.truncatedTo(ChronoUnit.MILLIS);
    queuedAt = cut.isBefore(queuedAt) ? cut : queuedAt;
  }

  /**
   * Moves to another status, or stays. The table decides; what it forbids is a mistake in the fold.
   */
  void become(JobStatus next) {
    if (next != status && !status.mayBecome(next)) {
      throw new IllegalStateException(
          "a job that is %s cannot become %s job=%s".formatted(status.word(), next.word(), id));
    }
    status = next;
  }

  /** Nobody has the attempt any more, and nobody gets the next one. */
  void leaveRunning() {
    if (status == JobStatus.RUNNING) {
      become(JobStatus.PENDING);
    }
  }

  /** From here on another request is the current one, and nobody has it yet. */
  void asked(int newAttempt, int newAsk, QueuePoint point, Position at) {
    close(RunStatus.LOST, at, "attempt %d was asked for meanwhile".formatted(newAttempt));
    become(JobStatus.PENDING);
    attempt = newAttempt;
    ask = newAsk;
    queue = point;
    dueAt = null;
    message = null;
  }

  void hold(Run run) {
    add(run);
    holder = run.historyId();
    startedAt = startedAt == null ? run.startedAt() : startedAt;
  }

  void add(Run run) {
    runs = Recent.append(runs, run, JobView.MAX_RUNS);
  }

  /** Ends the run that has the attempt, if any does. */
  void close(RunStatus how, Position at, String why) {
    close(run -> run.closed(how, at.appendedAt(), why, at.offset()));
  }

  void close(UnaryOperator<Run> closing) {
    Run open = holding();
    if (open != null) {
      runs = Recent.replace(runs, open, closing.apply(open));
    }
    holder = null;
  }

  /** Reaches an end. */
  void end(JobStatus how, Position at, @Nullable String why) {
    become(how);
    holder = null;
    dueAt = null;
    endedAt = at.appendedAt();
    message = why;
  }

  void note(JobEvent event, Position at, boolean late) {
    timeline = Recent.append(timeline, Noting.entry(event, at, runs, late), JobView.MAX_TIMELINE);
  }

  private @Nullable Run holding() {
    for (Run run : runs) {
      if (holder != null && run.historyId() == holder) {
        return run;
      }
    }
    return null;
  }
}
