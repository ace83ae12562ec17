// SPDX-License-Identifier: Apache-2.0
package io.jobmill.projector.upkeep;

import io.jobmill.job.JobStatus;
import io.jobmill.job.JobTimes;
import io.jobmill.job.JobTimes.Deadline;
import io.jobmill.projector.upkeep.ActiveJob.Holder;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Which of a job's times is over. A worker that meets the job, or runs it, looks at the same times;
 * upkeep waits a little longer, so that the worker comes first.
 */
final class ExpiryRule {

  /** What a worker that meets the request may be behind the broker's clock. */
  static final Duration MARGIN = Duration.ofSeconds(2);

  /**
   * What a worker may take to stop an attempt and to say so: more than it is patient with handlers.
   */
  static final Duration GRACE = Duration.ofMinutes(5);

  private ExpiryRule() {}

  /** The time that is over; empty while none is. */
  static Optional<Deadline> of(ActiveJob job, JobTimes times, Liveness liveness) {
    Instant now = liveness.now().orElse(null);
    // Of a job that several workers answer for, or one by its name, its deadline is the time.
    if (now == null || job.isAwaited()) {
      return Optional.empty();
    }
    if (job.status() == JobStatus.RUNNING) {
      return times.ended(job.bounds().from()).filter(end -> isPast(end.at(), liveness, now));
    }
    Optional<Deadline> first =
        job.status() == JobStatus.RETRYING
            ? times.ended(job.bounds().from())
            : Optional.of(times.started(job.bounds().from()));
    return first.filter(deadline -> deadline.isOver(now.minus(MARGIN)));
  }

  /** Why an attempt is lost although its worker lists it; empty while it is not. */
  static Optional<String> overrun(ActiveJob job, Holder holder, Liveness liveness) {
    Instant now = liveness.now().orElse(null);
    Duration run = job.bounds().run();
    if (now == null || run == null || job.isAwaited()) {
      return Optional.empty();
    }
    return isPast(holder.startedAt().plus(run), liveness, now)
        ? Optional.of(
            "its worker did not stop it %d s after it should have".formatted(GRACE.toSeconds()))
        : Optional.empty();
  }

  /**
   * Whether a worker had all the time it may take; while nobody could say anything, it had none.
   */
  private static boolean isPast(Instant end, Liveness liveness, Instant now) {
    Instant steady = liveness.steadySince().orElse(now);
    Instant from = end.isAfter(steady) ? end : steady;
    return now.isAfter(from.plus(GRACE));
  }
}
