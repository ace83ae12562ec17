// SPDX-License-Identifier: Apache-2.0
package io.jobmill.projector.projection;

import io.jobmill.event.JobEvent;
import io.jobmill.job.JobStatus;
import io.jobmill.view.CancelWish;
import io.jobmill.view.RunStatus;

/** What people and programs want of a job that is there already. */
final class Wishing {

  private Wishing() {}

  static boolean cancelRequested(Draft draft, JobEvent.CancelRequested event, Position at) {
    boolean over = draft.status().isTerminal() && draft.status() != JobStatus.CANCELLED;
    if (over || draft.isDeleted() || draft.cancel() != null) {
      return false;
    }
    CancelWish wish = new CancelWish(at.appendedAt(), event.by(), event.reason());
    draft.cancel(wish);
    // A worker may have refused the job before this was news.
    if (draft.status() == JobStatus.CANCELLED) {
      draft.message(wish.message());
    }
    return true;
  }

  static boolean deleted(Draft draft, JobEvent.Deleted event, Position at) {
    if (draft.isDeleted()) {
      return false;
    }
    if (!draft.status().isTerminal()) {
      String why = "deleted by " + event.by();
      draft.runs().closeAll(RunStatus.CANCELLED, at, why);
      draft.end(JobStatus.CANCELLED, at, why);
    }
    draft.delete(at);
    return true;
  }

  static boolean acknowledged(Draft draft, JobEvent.Acknowledged event, Position at) {
    return draft
        .runs()
        .change(
            run ->
                run.status() != RunStatus.RUNNING
                    && !run.acknowledged()
                    && event.historyIds().contains(run.historyId()),
            run -> run.acknowledged(at.offset()));
  }
}
