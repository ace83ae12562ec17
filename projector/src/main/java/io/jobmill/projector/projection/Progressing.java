// SPDX-License-Identifier: Apache-2.0
package io.jobmill.projector.projection;

import io.jobmill.event.Envelope;
import io.jobmill.event.JobEvent;
import io.jobmill.view.Run;
import io.jobmill.view.RunProgress;
import io.jobmill.view.RunStatus;

/**
 * A run says how far it has come. Counts only while it runs, only if it is said of the claim that
 * began the run, and only if it is later than what the run has said already: a worker may have to
 * send a record again, and then it arrives after later ones.
 */
final class Progressing {

  private Progressing() {}

  static boolean progressed(Draft draft, JobEvent.Progressed event, Position at) {
    Envelope said = event.envelope();
    if (!Asking.isCurrent(draft, said)) {
      return false;
    }
    RunProgress progress = new RunProgress(event.progress(), at.appendedAt(), said.seq());
    return draft
        .runs()
        .change(
            run -> isOf(event, run) && isLater(said, run),
            run -> run.progressed(progress, at.offset()));
  }

  private static boolean isOf(JobEvent.Progressed event, Run run) {
    return run.status() == RunStatus.RUNNING
        && run.claim().equals(event.claim())
        && run.worker().equals(event.envelope().origin());
  }

  private static boolean isLater(Envelope said, Run run) {
    RunProgress before = run.progress();
    return before == null || said.seq() > before.seq();
  }
}
