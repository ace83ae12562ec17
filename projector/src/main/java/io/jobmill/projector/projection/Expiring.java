// SPDX-License-Identifier: Apache-2.0
package io.jobmill.projector.projection;

import io.jobmill.event.JobEvent;
import io.jobmill.job.Claim;
import io.jobmill.job.JobStatus;
import io.jobmill.job.OneLine;
import io.jobmill.job.TimeLimit;
import io.jobmill.view.RunStatus;

/** A job's time is over: it ends, unless what was waited for has come meanwhile. */
final class Expiring {

  private Expiring() {}

  static boolean expired(Draft draft, JobEvent.Expired event, Position at) {
    Claim claim = event.claim();
    if (claim != null) {
      return Claiming.expired(draft, event, claim, at);
    }
    if (draft.status().isTerminal() || !Asking.isCurrent(draft, event.envelope())) {
      return false;
    }
    if (event.limit() == TimeLimit.QUEUE && !isWaiting(draft)) {
      return false;
    }
    String why = reason(draft, event);
    draft.runs().closeAll(RunStatus.FAILED, at, event.reason());
    draft.end(JobStatus.FAILED, at, why);
    return true;
  }

  private static boolean isWaiting(Draft draft) {
    return draft.status() == JobStatus.PENDING || draft.status() == JobStatus.SCHEDULED;
  }

  /** Of a job that rested after a failure, that failure is the better half of the reason. */
  private static String reason(Draft draft, JobEvent.Expired event) {
    String last = draft.message();
    return draft.status() == JobStatus.RETRYING && last != null
        ? OneLine.of(event.reason() + "; its last attempt: " + last)
        : event.reason();
  }
}
