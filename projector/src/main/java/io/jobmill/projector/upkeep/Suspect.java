// SPDX-License-Identifier: Apache-2.0
package io.jobmill.projector.upkeep;

import io.jobmill.job.JobTimes.Deadline;
import io.jobmill.projector.upkeep.ActiveJob.Awaited;
import io.jobmill.projector.upkeep.ActiveJob.Holder;

/** Something that a worker seems not to do any more, until all that it said has been projected. */
sealed interface Suspect {

  ActiveJob job();

  /** Whether it is still so. */
  boolean stands(ActiveJob now);

  /** An attempt that its worker seems to have lost. */
  record Lost(ActiveJob job, Holder holder, String reason) implements Suspect {
    @Override
    public boolean stands(ActiveJob now) {
      return now.sameRequest(job) && now.holders().contains(holder);
    }
  }

  /** A job that has not begun, or not ended, within its time. */
  record Expired(ActiveJob job, Deadline over) implements Suspect {
    @Override
    public boolean stands(ActiveJob now) {
      return now.sameRequest(job) && now.holders().equals(job.holders());
    }
  }

  /** A part of a broadcast for which no answer seems to come. */
  record Unanswered(ActiveJob job, Awaited part) implements Suspect {
    @Override
    public boolean stands(ActiveJob now) {
      return now.sameRequest(job) && now.awaited().contains(part);
    }
  }
}
