// SPDX-License-Identifier: Apache-2.0
package io.jobmill.projector.projection;

import io.jobmill.event.JobEvent;
import io.jobmill.event.Outcome;
import io.jobmill.job.Claim;
import io.jobmill.job.ExpectedWorker;
import io.jobmill.job.JobStatus;
import io.jobmill.job.RetryDelays;
import io.jobmill.job.RunLimits;
import io.jobmill.view.CancelWish;
import io.jobmill.view.Run;
import io.jobmill.view.RunStatus;
import java.time.Duration;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** An attempt is over. Counts only if it is said of the claim that has the attempt. */
final class Ending {

  private Ending() {}

  static boolean unclaimed(Draft draft, JobEvent.Unclaimed event, Position at) {
    if (!draft.isHeldBy(event.envelope(), event.claim())) {
      return false;
    }
    draft
        .runs()
        .close(
            run ->
                run.closed(RunStatus.UNCLAIMED, at.appendedAt(), event.reason(), at.offset())
                    .retrying(true, at.offset()));
    draft.become(JobStatus.PENDING);
    return true;
  }

  static boolean ended(Draft draft, JobEvent.Ended event, Position at) {
    if (!draft.isHeldBy(event.envelope(), event.claim())) {
      return false;
    }
    boolean mayFail = draft.cancel() == null && hasAttemptsLeft(draft);
    Duration wait = mayFail && event.outcome() == Outcome.FAILED ? event.retryAfter() : null;
    draft
        .runs()
        .close(
            run ->
                run.ended(event, status(event.outcome()), at.appendedAt(), at.offset())
                    .retrying(wait != null, at.offset()));
    draft.changedToo(event.changed());
    if (wait == null) {
      draft.end(event.outcome().status(), at, event.message());
    } else {
      retry(draft, at, event.message(), wait);
    }
    return true;
  }

  static boolean handedBack(Draft draft, JobEvent.HandedBack event, Position at) {
    if (!draft.isHeldBy(event.envelope(), event.claim())) {
      return false;
    }
    draft
        .runs()
        .close(
            run ->
                run.closed(RunStatus.HANDED_BACK, at.appendedAt(), event.reason(), at.offset())
                    .withLog(event.log())
                    .retrying(true, at.offset()));
    retry(draft, at, event.reason(), Duration.ZERO);
    return true;
  }

  static boolean lost(Draft draft, JobEvent.Lost event, Position at) {
    if (!draft.isHeldBy(event.envelope(), event.claim())) {
      return false;
    }
    boolean again = draft.cancel() != null || hasAttemptsLeft(draft);
    draft
        .runs()
        .close(
            run ->
                run.closed(RunStatus.LOST, at.appendedAt(), event.reason(), at.offset())
                    .retrying(again, at.offset()));
    if (again) {
      retry(draft, at, event.reason(), restAfterLoss(draft));
    } else {
      draft.end(JobStatus.FAILED, at, event.reason());
    }
    return true;
  }

  static boolean cancelled(Draft draft, JobEvent.Cancelled event, Position at) {
    Claim claim = event.claim();
    boolean held = claim != null && draft.isHeldBy(event.envelope(), claim);
    if (claim != null && !held) {
      return Claiming.refused(draft, event, claim, at);
    }
    CancelWish wish = draft.cancel();
    if (draft.status().isTerminal() || (wish == null && !held)) {
      return false;
    }
    draft
        .runs()
        .close(
            run -> {
              Run closed =
                  run.closed(RunStatus.CANCELLED, at.appendedAt(), event.reason(), at.offset());
              return held ? closed.withLog(event.log()) : closed;
            });
    draft.end(JobStatus.CANCELLED, at, wish == null ? event.reason() : wish.message());
    return true;
  }

  private static boolean hasAttemptsLeft(Draft draft) {
    RunLimits limits = draft.limits();
    return counted(draft) < (limits == null ? RunLimits.DEFAULT : limits).maxAttempts();
  }

  /** How many attempts count against the limit, the current one included. */
  private static int counted(Draft draft) {
    return draft.attempt() - draft.request().excused();
  }

  /** An attempt that takes its workers with it is not handed to the next one at once. */
  private static Duration restAfterLoss(Draft draft) {
    RunLimits limits = draft.limits();
    RetryDelays delays = limits == null ? null : limits.delays();
    return delays == null
        ? Duration.ZERO
        : delays.after(draft.id(), draft.attempt(), counted(draft));
  }

  private static void retry(Draft draft, Position at, @Nullable String reason, Duration wait) {
    draft.become(JobStatus.RETRYING);
    draft.dueAt(at.appendedAt().plus(wait));
    draft.message(reason);
  }

  /** Nobody waits any longer for the one worker that was named. */
  static boolean unanswered(Draft draft, JobEvent.Unanswered event, Position at) {
    ExpectedWorker worker = draft.expected(event.claim());
    boolean waited = draft.status() == JobStatus.PENDING || draft.status() == JobStatus.RUNNING;
    if (!waited || worker == null || !Asking.isCurrent(draft, event.envelope())) {
      return false;
    }
    UnaryOperator<Run> failed =
        run -> run.closed(RunStatus.FAILED, at.appendedAt(), event.reason(), at.offset());
    if (draft.runs().holding() == null) {
      Run unheard = Parts.unheard(event.envelope(), worker, event.claim(), at);
      draft.runs().add(failed.apply(unheard), draft.mostRuns());
    } else {
      draft.runs().close(failed);
    }
    draft.end(JobStatus.FAILED, at, event.reason());
    return true;
  }

  static RunStatus status(Outcome outcome) {
    return switch (outcome) {
      case SUCCEEDED -> RunStatus.SUCCEEDED;
      case WARNING -> RunStatus.WARNING;
      case FAILED -> RunStatus.FAILED;
    };
  }
}
