// SPDX-License-Identifier: Apache-2.0
package io.jobmill.gateway.action;

import io.jobmill.view.JobView;

/** What became of something that was asked for one job. */
public sealed interface ActionOutcome {

  /**
   * It is so now.
   *
   * @param view the job as it stands since
   */
  record Done(JobView view) implements ActionOutcome {}

  /**
   * The job's state does not allow it, and nothing was changed.
   *
   * @param reason in words that can be answered
   */
  record Refused(JobView view, String reason) implements ActionOutcome {}

  /** There is no such job, or it was deleted. */
  record Unknown() implements ActionOutcome {}
}
