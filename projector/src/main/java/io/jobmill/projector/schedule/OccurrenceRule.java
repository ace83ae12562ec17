// SPDX-License-Identifier: Apache-2.0
package io.jobmill.projector.schedule;

import io.jobmill.job.JobId;
import io.jobmill.schedule.ScheduleRecord.Definition;
import io.jobmill.schedule.ScheduleRecord.Progress;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Decides what has to be done about a schedule. A job that was missed is made up for once, at once.
 * One that is due while the one before it has not ended is left out.
 */
final class OccurrenceRule {

  /** A request is on its queue by then, or never will be, unless its writer was frozen. */
  static final Duration SETTLED = Duration.ofSeconds(30);

  private OccurrenceRule() {}

  /** Where a schedule begins of which nothing is noted yet. */
  static Progress begin(Definition definition) {
    return new Progress(
        definition.id(), definition.schedule().first(definition.createdAt()), false, null);
  }

  /** The id of the job that is due next. */
  static JobId job(Progress progress) {
    return JobId.ofOccurrence(progress.id(), progress.due());
  }

  /**
   * @param notedAt when the progress was appended
   * @param now the broker's time
   */
  static Step next(
      Definition definition, Progress progress, Instant notedAt, Seen seen, Instant now) {
    if (progress.asked()) {
      return asked(definition, progress, notedAt, seen);
    }
    if (progress.due().isAfter(now)) {
      return new Step.Wait();
    }
    @Nullable JobId previous = progress.previous();
    boolean running =
        previous != null && seen.job(previous).filter(job -> !job.ended()).isPresent();
    if (running) {
      return definition
          .schedule()
          .next(progress.due(), now)
          .<Step>map(due -> new Step.Move(move(progress, due, previous), true))
          .orElseGet(Step.Finish::new);
    }
    return new Step.Ask(new Progress(progress.id(), progress.due(), true, previous));
  }

  private static Step asked(Definition definition, Progress progress, Instant notedAt, Seen seen) {
    JobId job = job(progress);
    Seen.Job received = seen.job(job).orElse(null);
    if (received == null) {
      boolean settled =
          seen.projectedThrough(job)
              .filter(through -> through.isAfter(notedAt.plus(SETTLED)))
              .isPresent();
      return settled ? new Step.Ask(progress) : new Step.Wait();
    }
    Instant queued = received.queuedAt();
    Instant asked = queued.isBefore(progress.due()) ? progress.due() : queued;
    return definition
        .schedule()
        .next(progress.due(), asked)
        .<Step>map(due -> new Step.Move(move(progress, due, job), false))
        .orElseGet(Step.Finish::new);
  }

  private static Progress move(Progress progress, Instant due, @Nullable JobId previous) {
    return new Progress(progress.id(), due, false, previous);
  }
}
