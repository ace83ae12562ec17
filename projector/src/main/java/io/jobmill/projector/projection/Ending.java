// SPDX-License-Identifier: Apache-2.0
package io.jobmill.projector.projection;

import io.jobmill.event.JobEvent;
import io.jobmill.event.LogCount;
import io.jobmill.event.Outcome;
import io.jobmill.job.JobStatus;
import io.jobmill.job.RunLimits;
import io.jobmill.view.Run;
import io.jobmill.view.RunStatus;
import org.jspecify.annotations.Nullable;

/** An attempt is over. Counts only if it is said of the claim that has the attempt. */
final class Ending {

  private Ending() {}

  static boolean unclaimed(Draft draft, JobEvent.Unclaimed event, Position at) {
    if (!draft.isHeldBy(event.envelope(), event.claim())) {
      return false;
    }
    draft.close(RunStatus.UNCLAIMED, at, event.reason());
    draft.become(JobStatus.PENDING);
    return true;
  }

  static boolean ended(Draft draft, JobEvent.Ended event, Position at) {
    if (!draft.isHeldBy(event.envelope(), event.claim())) {
      return false;
    }
    draft.close(run -> ended(run, event, at));
    draft.changed(event.changed());
    draft.end(event.outcome().status(), at, event.message());
    return true;
  }

  static boolean handedBack(Draft draft, JobEvent.HandedBack event, Position at) {
    if (!draft.isHeldBy(event.envelope(), event.claim())) {
      return false;
    }
    draft.close(
        run ->
            withLog(
                run.closed(RunStatus.HANDED_BACK, at.appendedAt(), event.reason(), at.offset()),
                event.log()));
    retry(draft, at, event.reason());
    return true;
  }

  static boolean lost(Draft draft, JobEvent.Lost event, Position at) {
    if (!draft.isHeldBy(event.envelope(), event.claim())) {
      return false;
    }
    draft.close(RunStatus.LOST, at, event.reason());
    int used = draft.attempt() - draft.request().excused();
    RunLimits limits = draft.limits();
    if (used < (limits == null ? RunLimits.DEFAULT : limits).maxAttempts()) {
      retry(draft, at, event.reason());
    } else {
      draft.end(JobStatus.FAILED, at, event.reason());
    }
    return true;
  }

  private static void retry(Draft draft, Position at, String reason) {
    draft.become(JobStatus.RETRYING);
    draft.dueAt(at.appendedAt());
    draft.message(reason);
  }

  private static Run ended(Run run, JobEvent.Ended event, Position at) {
    return new Run(
        run.historyId(),
        run.attempt(),
        run.ask(),
        run.worker(),
        run.hostname(),
        run.claim(),
        status(event.outcome()),
        run.startedAt(),
        at.appendedAt(),
        event.changed(),
        event.message(),
        event.exitCode(),
        event.result() != null,
        event.log(),
        at.offset());
  }

  private static Run withLog(Run run, @Nullable LogCount log) {
    return new Run(
        run.historyId(),
        run.attempt(),
        run.ask(),
        run.worker(),
        run.hostname(),
        run.claim(),
        run.status(),
        run.startedAt(),
        run.endedAt(),
        run.changed(),
        run.message(),
        run.exitCode(),
        run.result(),
        log,
        run.applied());
  }

  private static RunStatus status(Outcome outcome) {
    return switch (outcome) {
      case SUCCEEDED -> RunStatus.SUCCEEDED;
      case WARNING -> RunStatus.WARNING;
      case FAILED -> RunStatus.FAILED;
    };
  }
}
