// SPDX-License-Identifier: Apache-2.0
package io.jobmill.worker.intake;

import io.jobmill.job.JobRequest;
import io.jobmill.job.JobTimes.Deadline;
import io.jobmill.worker.execution.Attempt;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What becomes of a record on a queue. */
sealed interface Verdict {

  /** It runs here. */
  record Run(Attempt attempt) implements Verdict {}

  /** It can be read but nobody can run it. */
  record Reject(JobRequest request, String reason) implements Verdict {}

  /**
   * It cannot be run yet, or not here; upkeep asks again.
   *
   * @param request complete, obscured values sealed: what upkeep asks with
   * @param waitsFor the limit in which the job needs a place; then admission asks again
   */
  record Defer(
      JobRequest request, @Nullable Instant until, String reason, @Nullable String waitsFor)
      implements Verdict {

    Defer(JobRequest request, @Nullable Instant until, String reason) {
      this(request, until, reason, null);
    }
  }

  /** It came too late: nobody is to begin it any more. */
  record Expired(JobRequest request, Deadline over) implements Verdict {}

  /** The system has moved on: nobody wants this attempt any more. */
  record Unwanted(JobRequest request, String reason) implements Verdict {}

  /** Nobody wants the job any more. */
  record Cancelled(JobRequest request, String reason) implements Verdict {}

  /** Nobody can read it. */
  record Unreadable(String reason) implements Verdict {}

  /** It could not be looked up what this record means; it goes back to the queue. */
  record Undecided(String reason) implements Verdict {}
}
