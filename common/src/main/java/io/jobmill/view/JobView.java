// SPDX-License-Identifier: Apache-2.0
package io.jobmill.view;

import io.jobmill.job.JobId;
import io.jobmill.job.JobRequest;
import io.jobmill.job.JobStatus;
import io.jobmill.job.QueuePoint;
import io.jobmill.job.RunLimits;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a job's events add up to. Only the projector makes one, by folding; everyone else reads it.
 * Times are the broker's append times unless said otherwise.
 *
 * @param id the job
 * @param applied the offset of the last event applied: an event at or below it has been applied
 *     already, and a stored view is replaced only where this number is still the one that was read
 * @param partition the events partition the job lives in
 * @param status where it stands
 * @param request what was asked for last, obscured values sealed
 * @param queue where the request that owns the current attempt stands, and in which pool
 * @param attempt the current attempt
 * @param ask which asking for it
 * @param holder the history id of the run that has the attempt now; absent while nobody has
 * @param limits what bounds the attempts, once a worker has said so
 * @param dueAt when upkeep has to act: ask for the next attempt, or ask again
 * @param queuedAt when the first request was appended to its queue
 * @param startedAt when the first attempt started
 * @param endedAt when it reached its end
 * @param updatedAt the last event's time
 * @param changed whether the job changed anything, if it said so
 * @param message the error of a failure, or what there is to say
 * @param waitsFor the limit in which it needs a place before it goes to a queue; absent while it
 *     needs none
 * @param cancel who wants it ended, and since when; absent while nobody does
 * @param deleted whether nobody is to see it any more: a stub that only keeps late events from
 *     reviving the job, and reads as unknown
 * @param runs its attempts in order of their start, at most the last {@link #MAX_RUNS}, or of a
 *     broadcast as many as it can have
 * @param timeline its events in order, at most the last {@link #MAX_TIMELINE}
 */
public record JobView(
    JobId id,
    long applied,
    int partition,
    JobStatus status,
    JobRequest request,
    QueuePoint queue,
    int attempt,
    int ask,
    @Nullable Long holder,
    @Nullable RunLimits limits,
    @Nullable Instant dueAt,
    Instant queuedAt,
    @Nullable Instant startedAt,
    @Nullable Instant endedAt,
    Instant updatedAt,
    @Nullable Boolean changed,
    @Nullable String message,
    @Nullable String waitsFor,
    @Nullable CancelWish cancel,
    boolean deleted,
    List<Run> runs,
    List<TimelineEntry> timeline) {

  /** The runs kept in a view; all of them are in the history. */
  public static final int MAX_RUNS = 100;

  /** The most workers that can be expected to answer; of such a job a view keeps every part. */
  public static final int MAX_PARTS = 500;

  /** The events kept in a view. */
  public static final int MAX_TIMELINE = 200;

  /** How many of these may tell of progress: it must not push out what happened. */
  public static final int MAX_PROGRESS = 20;

  public JobView {
    runs = List.copyOf(runs);
    timeline = List.copyOf(timeline);
  }

  /** One that waits for no limit. */
  public JobView(
      JobId id,
      long applied,
      int partition,
      JobStatus status,
      JobRequest request,
      QueuePoint queue,
      int attempt,
      int ask,
      @Nullable Long holder,
      @Nullable RunLimits limits,
      @Nullable Instant dueAt,
      Instant queuedAt,
      @Nullable Instant startedAt,
      @Nullable Instant endedAt,
      Instant updatedAt,
      @Nullable Boolean changed,
      @Nullable String message,
      @Nullable CancelWish cancel,
      boolean deleted,
      List<Run> runs,
      List<TimelineEntry> timeline) {
    this(
        id, applied, partition, status, request, queue, attempt, ask, holder, limits, dueAt,
        queuedAt, startedAt, endedAt, updatedAt, changed, message, null, cancel, deleted, runs,
        timeline);
  }

  /** The limit it has a place in: it has been let through and has not ended. */
  public Optional<String> place() {
    return status.isTerminal() ? Optional.empty() : Optional.ofNullable(request.place());
  }

  /** The run that has the current attempt, if anyone has. */
  public Optional<Run> holding() {
    return runs.stream().filter(run -> holder != null && run.historyId() == holder).findFirst();
  }

  /** Whether it failed and has no attempt left. */
  public boolean exhausted() {
    return status == JobStatus.FAILED
        && limits != null
        && attempt - request.excused() >= limits.maxAttempts();
  }

  /**
   * How far the job has come: the run that has the attempt, or that had it last. What several
   * workers share has no one progress; each part has its own.
   */
  public Optional<RunProgress> progress() {
    return runs.isEmpty() || request.isShared()
        ? Optional.empty()
        : Optional.ofNullable(runs.get(runs.size() - 1).progress());
  }

  /** The last run that left a result. */
  public Optional<Run> lastWithResult() {
    return runs.stream().filter(Run::result).reduce((earlier, later) -> later);
  }
}
