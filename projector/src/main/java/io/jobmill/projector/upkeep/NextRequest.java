// SPDX-License-Identifier: Apache-2.0
package io.jobmill.projector.upkeep;

import io.jobmill.job.JobRequest;
import io.jobmill.job.JobStatus;
import io.jobmill.job.Since;
import io.jobmill.view.JobView;
import io.jobmill.view.RunStatus;
import java.time.Instant;
import java.util.Optional;

/** What has to be written to a job's queue because its time has come. */
final class NextRequest {

  private NextRequest() {}

  static Optional<JobRequest> of(JobView view, Instant now) {
    Instant due = view.dueAt();
    if (due == null || due.isAfter(now) || view.status().isTerminal()) {
      return Optional.empty();
    }
    return Optional.of(
        view.status() == JobStatus.RETRYING
            ? view.request().nextAttempt(wasHandedBack(view)).counting(anew(view, now))
            : again(view, view.request()));
  }

  /** The attempt that was asked for by this request, asked for once more. */
  static JobRequest again(JobView view, JobRequest request) {
    return request.askedAgain().counting(Since.of(view.request(), view.queuedAt()));
  }

  /**
   * The same where workers were told to stop that attempt: such an order stays in force, and
   * whoever met the attempt once more would leave it alone. So the one after it is asked for
   * instead, and does not count.
   */
  static JobRequest instead(JobView view, JobRequest request, Instant now) {
    return request.nextAttempt(true).counting(anew(view, now));
  }

  private static Since anew(JobView view, Instant now) {
    return new Since(Since.of(view.request(), view.queuedAt()).job(), now);
  }

  private static boolean wasHandedBack(JobView view) {
    return view.runs().stream()
        .anyMatch(run -> run.attempt() == view.attempt() && run.status() == RunStatus.HANDED_BACK);
  }
}
