// SPDX-License-Identifier: Apache-2.0
package io.jobmill.projector.projection;

import io.jobmill.event.Envelope;
import io.jobmill.event.JobEvent;
import io.jobmill.event.Origin;
import io.jobmill.job.Claim;
import io.jobmill.job.ExpectedWorker;
import io.jobmill.job.JobRequest;
import io.jobmill.job.JobStatus;
import io.jobmill.view.CancelWish;
import io.jobmill.view.Run;
import io.jobmill.view.RunStatus;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A job for several workers, each of which has a part of it. Every part is fenced by itself; the
 * job ends when all have an answer. A part is not tried again: what is lost has failed.
 */
final class Parts {

  private Parts() {}

  /** Whether the event is about a request that several workers share. */
  static boolean concerns(Draft draft, JobEvent event) {
    JobRequest newer = Asking.isNewer(draft, event.envelope()) ? requestOf(event) : null;
    return (newer == null ? draft.request() : newer).isShared();
  }

  static boolean started(Draft draft, JobEvent.Started event, Position at) {
    if (!take(draft, event.envelope(), event.claim(), event.request(), at)) {
      return false;
    }
    draft.become(JobStatus.RUNNING);
    draft.limits(event.limits());
    draft.begin(row(draft, event.envelope(), event.claim(), at));
    return true;
  }

  static boolean rejected(Draft draft, JobEvent.Rejected event, Position at) {
    if (!take(draft, event.envelope(), event.claim(), event.request(), at)) {
      return false;
    }
    draft
        .runs()
        .add(
            row(draft, event.envelope(), event.claim(), at)
                .closed(RunStatus.REJECTED, at.appendedAt(), event.reason(), at.offset()),
            draft.mostRuns());
    return Answers.conclude(draft, at);
  }

  static boolean ended(Draft draft, JobEvent.Ended event, Position at) {
    boolean closed =
        close(
            draft,
            event.envelope(),
            event.claim(),
            run -> run.ended(event, Ending.status(event.outcome()), at.appendedAt(), at.offset()));
    if (closed) {
      draft.changedToo(event.changed());
    }
    return closed && Answers.conclude(draft, at);
  }

  static boolean unclaimed(Draft draft, JobEvent.Unclaimed event, Position at) {
    return close(
        draft,
        event.envelope(),
        event.claim(),
        run -> run.closed(RunStatus.UNCLAIMED, at.appendedAt(), event.reason(), at.offset()));
  }

  static boolean handedBack(Draft draft, JobEvent.HandedBack event, Position at) {
    return close(
            draft,
            event.envelope(),
            event.claim(),
            run ->
                run.closed(RunStatus.HANDED_BACK, at.appendedAt(), event.reason(), at.offset())
                    .withLog(event.log()))
        && Answers.conclude(draft, at);
  }

  static boolean lost(Draft draft, JobEvent.Lost event, Position at) {
    if (draft.status().isTerminal() || !Asking.isCurrent(draft, event.envelope())) {
      return false;
    }
    return draft
            .runs()
            .change(
                run -> run.status() == RunStatus.RUNNING && run.claim().equals(event.claim()),
                run -> run.closed(RunStatus.LOST, at.appendedAt(), event.reason(), at.offset()))
        && Answers.conclude(draft, at);
  }

  static boolean unanswered(Draft draft, JobEvent.Unanswered event, Position at) {
    Claim claim = event.claim();
    ExpectedWorker worker = draft.expected(claim);
    if (!isOpen(draft, event.envelope(), claim) || worker == null) {
      return false;
    }
    UnaryOperator<Run> failed =
        run -> run.closed(RunStatus.FAILED, at.appendedAt(), event.reason(), at.offset());
    if (!draft.runs().change(run -> isRunningPart(draft, run, claim), failed)) {
      draft
          .runs()
          .add(failed.apply(unheard(event.envelope(), worker, claim, at)), draft.mostRuns());
    }
    return Answers.conclude(draft, at);
  }

  static boolean cancelled(Draft draft, JobEvent.Cancelled event, Position at) {
    Claim claim = event.claim();
    CancelWish wish = draft.cancel();
    if (draft.status().isTerminal() || (claim == null && wish == null)) {
      return false;
    }
    if (claim == null) {
      draft.runs().closeAll(RunStatus.CANCELLED, at, event.reason());
      return true;
    }
    boolean stopped =
        close(
            draft,
            event.envelope(),
            claim,
            run ->
                run.closed(RunStatus.CANCELLED, at.appendedAt(), event.reason(), at.offset())
                    .withLog(event.log()));
    if (!stopped) {
      if (!mayAnswer(draft, event.envelope(), claim)) {
        return false;
      }
      draft
          .runs()
          .add(
              row(draft, event.envelope(), claim, at)
                  .closed(RunStatus.CANCELLED, at.appendedAt(), event.reason(), at.offset()),
              draft.mostRuns());
    }
    return Answers.conclude(draft, at);
  }

  private static @Nullable JobRequest requestOf(JobEvent event) {
    if (event instanceof JobEvent.Received received) {
      return received.request();
    }
    if (event instanceof JobEvent.Started started) {
      return started.request();
    }
    if (event instanceof JobEvent.Rejected rejected) {
      return rejected.request();
    }
    return event instanceof JobEvent.Deferred deferred ? deferred.request() : null;
  }

  /** Whether the worker that says it takes a part that is its own and has no answer yet. */
  private static boolean take(
      Draft draft, Envelope said, Claim claim, JobRequest request, Position at) {
    if (draft.status().isTerminal()) {
      return false;
    }
    if (Asking.isNewer(draft, said)) {
      Asking.supersede(draft, said, claim.point(), at);
      draft.request(request);
    }
    if (!mayAnswer(draft, said, claim)) {
      return false;
    }
    draft
        .runs()
        .change(
            run -> isRunningPart(draft, run, claim),
            run ->
                run.closed(
                    RunStatus.UNCLAIMED,
                    at.appendedAt(),
                    "the worker took its part anew",
                    at.offset()));
    return true;
  }

  /**
   * A worker that was started again, or whose position was not kept, meets the record once more.
   */
  private static boolean mayAnswer(Draft draft, Envelope said, Claim claim) {
    ExpectedWorker worker = draft.expected(claim);
    if (!isOpen(draft, said, claim)
        || worker == null
        || !worker.worker().equals(said.origin().id())) {
      return false;
    }
    return draft.runs().all().stream()
        .filter(run -> isRunningPart(draft, run, claim))
        .allMatch(
            run ->
                !run.worker().equals(said.origin()) || run.claim().delivery() < claim.delivery());
  }

  /** Whether the part is one of the current request and has no answer yet. */
  private static boolean isOpen(Draft draft, Envelope said, Claim claim) {
    return !draft.status().isTerminal()
        && Asking.isCurrent(draft, said)
        && claim.isFrom(draft.queue())
        && Answers.of(draft, claim.part()) == null;
  }

  private static boolean isRunningPart(Draft draft, Run run, Claim claim) {
    return run.status() == RunStatus.RUNNING
        && run.attempt() == draft.attempt()
        && run.ask() == draft.ask()
        && run.claim().part() == claim.part();
  }

  /** Ends the run of this claim that this very worker began. */
  private static boolean close(
      Draft draft, Envelope said, Claim claim, UnaryOperator<Run> closing) {
    if (draft.status().isTerminal() || !Asking.isCurrent(draft, said)) {
      return false;
    }
    return draft
        .runs()
        .change(
            run ->
                run.status() == RunStatus.RUNNING
                    && run.claim().equals(claim)
                    && run.worker().equals(said.origin()),
            closing);
  }

  private static Run row(Draft draft, Envelope said, Claim claim, Position at) {
    ExpectedWorker worker = draft.expected(claim);
    String name = worker == null ? said.origin().id() : worker.hostname();
    return Run.opened(at.historyId(), said, name, claim, at.appendedAt(), at.offset());
  }

  /** The row of a worker that has said nothing. */
  static Run unheard(Envelope said, ExpectedWorker worker, Claim claim, Position at) {
    Envelope silent =
        new Envelope(
            said.id(),
            said.attempt(),
            said.ask(),
            new Origin(worker.worker(), ""),
            said.seq(),
            said.at());
    return Run.opened(
        at.historyId(), silent, worker.hostname(), claim, at.appendedAt(), at.offset());
  }
}
