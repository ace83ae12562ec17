// SPDX-License-Identifier: Apache-2.0
package io.jobmill.gateway.action;

import io.jobmill.job.JobId;
import io.jobmill.view.JobView;

/** What became of the wish to run a job once more. */
public sealed interface RetryOutcome {

  /**
   * @param old the job as it stands since
   * @param as the new job, safe on its queue
   */
  record Accepted(JobView old, JobId as) implements RetryOutcome {}

  /**
   * The job's state does not allow it, and nothing was done.
   *
   * @param reason in words that can be answered
   */
  record Refused(JobView old, String reason) implements RetryOutcome {}

  /** There is no such job, or it was deleted. */
  record Unknown() implements RetryOutcome {}
}
