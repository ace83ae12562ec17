// SPDX-License-Identifier: Apache-2.0
package io.jobmill.projector.upkeep;

import io.jobmill.job.JobRequest;
import io.jobmill.job.JobStatus;
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
            ? view.request().nextAttempt(wasHandedBack(view))
            : view.request().askedAgain());
  }

  private static boolean wasHandedBack(JobView view) {
    return view.runs().stream()
        .anyMatch(run -> run.attempt() == view.attempt() && run.status() == RunStatus.HANDED_BACK);
  }
}
