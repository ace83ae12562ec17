// SPDX-License-Identifier: Apache-2.0
package io.jobmill.projector.schedule;

import io.jobmill.job.JobId;
import io.jobmill.schedule.Missed;
import io.jobmill.schedule.Overlap;
import io.jobmill.schedule.Schedule;
import io.jobmill.schedule.Schedule.Interval;
import io.jobmill.schedule.ScheduleRecord.Definition;
import io.jobmill.schedule.ScheduleRecord.Progress;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Decides what has to be done about a schedule. */
final class OccurrenceRule {

  /** A request is on its queue by then, or never will be, unless its writer was frozen. */
  static final Duration SETTLED = Duration.ofSeconds(30);

  /** A job that nobody has asked for by then was missed. */
  static final Duration MISSED = Duration.ofMinutes(1);

  private final Definition definition;
  private final Instant definedAt;
  private final Seen seen;
  private final Instant now;

  private OccurrenceRule(Standing standing, Seen seen, Instant now) {
    this.definition = standing.definition();
    this.definedAt = standing.definedAt();
    this.seen = seen;
    this.now = now;
  }

  /**
   * A schedule, and where it stands.
   *
   * @param definedAt when its definition was appended
   * @param progress what was noted last; absent where nothing was
   * @param notedAt when that was appended
   */
  record Standing(
      Definition definition, Instant definedAt, @Nullable Progress progress, Instant notedAt) {}

  /**
   * @param now the broker's time
   */
  static Step next(Standing standing, Seen seen, Instant now) {
    OccurrenceRule rule = new OccurrenceRule(standing, seen, now);
    Progress progress = standing.progress();
    return progress == null ? rule.begun() : rule.next(progress, standing.notedAt());
  }

  /** The id of the job that is due next. */
  static JobId job(Progress progress) {
    return JobId.ofOccurrence(progress.id(), progress.due());
  }

  /**
   * A gateway's clock may be ahead of the broker's: then it begins when it was written. When the
   * first job is due is noted at once, so that a change finds what it changes.
   */
  private Step begun() {
    Instant changedAt = definition.standing().changedAt();
    Instant begin = changedAt.isAfter(definedAt) ? definedAt : changedAt;
    Instant due = definition.schedule().first(begin).orElse(null);
    if (due == null) {
      return over(null, null);
    }
    Step step = due(at(due, null, null));
    return step instanceof Step.Wait ? move(Optional.of(due), null, null, Step.Why.CHANGED) : step;
  }

  private Step next(Progress progress, Instant notedAt) {
    boolean changed = !Objects.equals(progress.revision(), definition.standing().revision());
    if (progress.asked() && !(changed && isOfAnother(progress))) {
      return asked(progress, notedAt, changed);
    }
    return changed && !stillStands(progress) ? changed(progress) : due(progress);
  }

  /** One of this name was taken away before this one was made; its job is not ours. */
  private boolean isOfAnother(Progress progress) {
    return progress.due().isBefore(definition.createdAt());
  }

  /** What was due before the schedule changed is not lost by the change. */
  private boolean stillStands(Progress progress) {
    return !progress.asked()
        && !definition.standing().paused()
        && !progress.due().isAfter(definedAt)
        && !progress.due().isBefore(definition.standing().since());
  }

  private Step changed(Progress progress) {
    @Nullable JobId previous = progress.asked() ? job(progress) : progress.previous();
    @Nullable Instant last = progress.asked() ? progress.due() : progress.last();
    return move(anew(definedAt, last), previous, last, Step.Why.CHANGED);
  }

  /** When the schedule as it is now is due first, of jobs that were not made already. */
  private Optional<Instant> anew(Instant from, @Nullable Instant last) {
    Schedule schedule = definition.schedule();
    if (last == null) {
      return schedule.first(from);
    }
    Optional<Instant> following = schedule.next(last, last);
    if (schedule instanceof Interval) {
      return following.filter(due -> due.isAfter(from)).or(() -> schedule.first(from));
    }
    return schedule.first(from).filter(due -> due.isAfter(last)).or(() -> following);
  }

  private Step due(Progress progress) {
    if (definition.standing().paused() || progress.due().isAfter(now)) {
      return new Step.Wait();
    }
    Seen.Job before = Optional.ofNullable(progress.previous()).flatMap(seen::job).orElse(null);
    Overlap overlap = definition.rules().overlap();
    if (before != null && before.endedAt() == null && overlap != Overlap.ALLOW) {
      return overlap == Overlap.QUEUE ? new Step.Wait() : leaveOut(progress, Step.Why.OVERLAP);
    }
    return definition.rules().missed() == Missed.SKIP && isLate(progress, before)
        ? leaveOut(progress, Step.Why.MISSED)
        : new Step.Ask(progress.asking());
  }

  /** Waiting for the job before is not being late. */
  private boolean isLate(Progress progress, Seen.@Nullable Job before) {
    Instant ready = progress.due();
    if (before != null && before.endedAt() != null && before.endedAt().isAfter(ready)) {
      ready = before.endedAt();
    }
    return now.isAfter(ready.plus(MISSED));
  }

  private Step leaveOut(Progress progress, Step.Why why) {
    return move(
        definition.schedule().next(progress.due(), now), progress.previous(), progress.due(), why);
  }

  private Step asked(Progress progress, Instant notedAt, boolean changed) {
    JobId job = job(progress);
    Seen.Job received = seen.job(job).orElse(null);
    if (received == null) {
      boolean settled =
          seen.projectedThrough(job)
              .filter(through -> through.isAfter(notedAt.plus(SETTLED)))
              .isPresent();
      return settled ? new Step.Ask(progress) : new Step.Wait();
    }
    Instant asked = later(received.queuedAt(), progress.due());
    Optional<Instant> due =
        changed
            ? anew(later(asked, definedAt), progress.due())
            : definition.schedule().next(progress.due(), asked);
    return move(due, job, progress.due(), Step.Why.MADE);
  }

  /** While it is paused nothing is due: what is found when it is resumed counts from then. */
  private Step move(
      Optional<Instant> due, @Nullable JobId previous, @Nullable Instant last, Step.Why why) {
    boolean paused = definition.standing().paused();
    return due.map(next -> paused ? Progress.NEVER : next)
        .<Step>map(next -> new Step.Move(at(next, previous, last), why))
        .orElseGet(() -> over(previous, last));
  }

  /** One that has a name stays until somebody takes it away: they may be about to change it. */
  private Step over(@Nullable JobId previous, @Nullable Instant last) {
    return definition.name() == null
        ? new Step.Finish()
        : new Step.Move(at(Progress.NEVER, previous, last), Step.Why.OVER);
  }

  private Progress at(Instant due, @Nullable JobId previous, @Nullable Instant last) {
    return new Progress(
        definition.id(), due, false, previous, last, definition.standing().revision());
  }

  private static Instant later(Instant one, Instant other) {
    return one.isBefore(other) ? other : one;
  }
}
