// SPDX-License-Identifier: Apache-2.0
package io.jobmill.projector.projection;

import io.jobmill.event.Envelope;
import io.jobmill.event.JobEvent;
import io.jobmill.job.Claim;
import io.jobmill.job.ExpectedWorker;
import io.jobmill.job.JobId;
import io.jobmill.job.JobRequest;
import io.jobmill.job.JobStatus;
import io.jobmill.job.QueuePoint;
import io.jobmill.job.RunLimits;
import io.jobmill.view.CancelWish;
import io.jobmill.view.JobView;
import io.jobmill.view.Run;
import io.jobmill.view.RunStatus;
import io.jobmill.view.TimelineEntry;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
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
  private @Nullable RunLimits limits;
  private @Nullable Instant dueAt;
  private Instant queuedAt;
  private @Nullable Instant startedAt;
  private @Nullable Instant endedAt;
  private @Nullable Boolean changed;
  private @Nullable String message;
  private @Nullable String waitsFor;
  private @Nullable CancelWish cancel;
  private boolean deleted;
  private final RunRows runs;
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
    this.runs = new RunRows(List.of(), null);
    this.timeline = List.of();
    request(request);
    queuedNoLaterThan(queuedAt);
  }

  Draft(JobView view) {
    this.id = view.id();
    this.status = view.status();
    this.request = view.request();
    this.queue = view.queue();
    this.attempt = view.attempt();
    this.ask = view.ask();
    this.limits = view.limits();
    this.dueAt = view.dueAt();
    this.queuedAt = view.queuedAt();
    this.startedAt = view.startedAt();
    this.endedAt = view.endedAt();
    this.changed = view.changed();
    this.message = view.message();
    this.waitsFor = view.waitsFor();
    this.cancel = view.cancel();
    this.deleted = view.deleted();
    this.runs = new RunRows(view.runs(), view.holder());
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
        runs.holder(),
        limits,
        dueAt,
        queuedAt,
        startedAt,
        endedAt,
        at.appendedAt(),
        changed,
        message,
        waitsFor,
        cancel,
        deleted,
        runs.all(),
        timeline);
  }

  JobId id() {
    return id;
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
    Run run = runs.holding();
    return run != null && Asking.isCurrent(this, said) && run.claim().equals(claim);
  }

  RunRows runs() {
    return runs;
  }

  @Nullable CancelWish cancel() {
    return cancel;
  }

  void cancel(CancelWish wish) {
    cancel = wish;
  }

  boolean isDeleted() {
    return deleted;
  }

  /** Leaves only what keeps late events from reviving the job. */
  void delete(Position at) {
    deleted = true;
    request = request.withVariables(Map.of(), Map.of());
    runs.change(run -> true, run -> run.touched(at.offset()));
  }

  /** The worker that is expected to answer for the claim's part of a broadcast, if it is one. */
  @Nullable ExpectedWorker expected(Claim claim) {
    List<ExpectedWorker> expected = request.expected();
    return claim.part() > 0 && claim.part() <= expected.size()
        ? expected.get(claim.part() - 1)
        : null;
  }

  /** How many runs are kept. */
  int mostRuns() {
    return request.isShared() ? 2 * JobView.MAX_PARTS : JobView.MAX_RUNS;
  }

  /** Something has to be done at the request's deadline, if it has one. */
  void request(JobRequest newRequest) {
    request = newRequest;
    waitsFor = null;
    Instant deadline = newRequest.deadline();
    dueAt = deadline == null ? null : deadline.truncatedTo(ChronoUnit.MILLIS);
  }

  void limits(RunLimits newLimits) {
    limits = newLimits;
  }

  void dueAt(@Nullable Instant at) {
    dueAt = at;
  }

  /** Nobody but admission asks for it now. */
  void waitFor(String limit) {
    dueAt = null;
    waitsFor = limit;
  }

  @Nullable String message() {
    return message;
  }

  void message(@Nullable String newMessage) {
    message = newMessage;
  }

  /** One attempt, or one part of the job, has changed something, or says that it has not. */
  void changedToo(@Nullable Boolean said) {
    if (said != null && !Boolean.TRUE.equals(changed)) {
      changed = said;
    }
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
    String why = "attempt %d was asked for meanwhile".formatted(newAttempt);
    runs.close(
        run ->
            run.closed(RunStatus.LOST, at.appendedAt(), why, at.offset())
                .retrying(true, at.offset()));
    runs.closeAll(RunStatus.LOST, at, why);
    become(JobStatus.PENDING);
    attempt = newAttempt;
    ask = newAsk;
    queue = point;
    dueAt = null;
    waitsFor = null;
    message = null;
  }

  /** A run begins that has the attempt. */
  void hold(Run run) {
    runs.hold(run);
    startedAt = startedAt == null ? run.startedAt() : startedAt;
  }

  /** A part of the job begins. */
  void begin(Run run) {
    runs.add(run, mostRuns());
    startedAt = startedAt == null ? run.startedAt() : startedAt;
  }

  /** Reaches an end. */
  void end(JobStatus how, Position at, @Nullable String why) {
    become(how);
    runs.nothingFollows(at);
    dueAt = null;
    waitsFor = null;
    endedAt = at.appendedAt();
    message = why;
  }

  /** Ends a job that nobody wants and nobody runs. */
  void heedWish(Position at) {
    if (cancel != null && !status.isTerminal() && !runs.isRunning()) {
      end(JobStatus.CANCELLED, at, cancel.message());
    }
  }

  void note(JobEvent event, Position at, boolean late) {
    timeline = Noting.append(timeline, Noting.entry(event, at, runs.all(), late));
  }
}
