// SPDX-License-Identifier: Apache-2.0
package io.jobmill.projector.projection;

import io.jobmill.event.Envelope;
import io.jobmill.event.JobEvent;
import io.jobmill.job.Claim;
import io.jobmill.job.ExpectedWorker;
import io.jobmill.job.JobRequest;
import io.jobmill.job.JobStatus;
import io.jobmill.view.CancelWish;
import io.jobmill.view.Run;
import io.jobmill.view.RunStatus;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** A worker took the request off its queue: it runs it, cannot run it yet, or never can. */
final class Claiming {

  private Claiming() {}

  static boolean started(Draft draft, JobEvent.Started event, Position at) {
    if (!owns(draft, event.envelope(), event.claim())) {
      return false;
    }
    take(draft, event.envelope(), event.claim(), event.request(), at);
    draft.become(JobStatus.RUNNING);
    draft.limits(event.limits());
    draft.hold(row(event.envelope(), event.hostname(), event.claim(), at));
    return true;
  }

  static boolean deferred(Draft draft, JobEvent.Deferred event, Position at) {
    // What rests already, or waits to be asked for, keeps its time.
    boolean resting = draft.status() == JobStatus.SCHEDULED || draft.status() == JobStatus.RETRYING;
    boolean newer = Asking.isNewer(draft, event.envelope());
    if ((resting && !newer) || !owns(draft, event.envelope(), event.claim())) {
      return false;
    }
    take(draft, event.envelope(), event.claim(), event.request(), at);
    Instant until = event.waitsFor() == null ? event.until() : null;
    draft.become(until == null ? JobStatus.PENDING : JobStatus.SCHEDULED);
    draft.dueAt(
        until == null
            ? at.appendedAt().plus(BackOff.after(draft.ask()))
            : until.truncatedTo(ChronoUnit.MILLIS));
    if (event.waitsFor() != null) {
      draft.waitFor(event.waitsFor());
    }
    draft.message(event.reason());
    return true;
  }

  static boolean rejected(Draft draft, JobEvent.Rejected event, Position at) {
    if (!owns(draft, event.envelope(), event.claim())) {
      return false;
    }
    take(draft, event.envelope(), event.claim(), event.request(), at);
    ExpectedWorker expected = draft.expected(event.claim());
    String name = expected == null ? event.envelope().origin().id() : expected.hostname();
    draft
        .runs()
        .add(
            row(event.envelope(), name, event.claim(), at)
                .closed(RunStatus.REJECTED, at.appendedAt(), event.reason(), at.offset()),
            draft.mostRuns());
    draft.end(JobStatus.REJECTED, at, event.reason());
    return true;
  }

  /** The worker would not run it: its time is over. */
  static boolean expired(Draft draft, JobEvent.Expired event, Claim claim, Position at) {
    if (!owns(draft, event.envelope(), claim)) {
      return false;
    }
    JobRequest request = event.request();
    if (request == null) {
      move(draft, event.envelope(), claim, at);
    } else {
      take(draft, event.envelope(), claim, request, at);
    }
    draft.end(JobStatus.FAILED, at, event.reason());
    return true;
  }

  /** The worker would not run it: the job is not wanted any more. */
  static boolean refused(Draft draft, JobEvent.Cancelled event, Claim claim, Position at) {
    if (!owns(draft, event.envelope(), claim)) {
      return false;
    }
    move(draft, event.envelope(), claim, at);
    CancelWish wish = draft.cancel();
    draft.end(JobStatus.CANCELLED, at, wish == null ? event.reason() : wish.message());
    return true;
  }

  /**
   * Whether this claim may decide about the job: none before it on its record or on a later one.
   */
  private static boolean owns(Draft draft, Envelope envelope, Claim claim) {
    if (draft.status().isTerminal()) {
      return false;
    }
    return Asking.isNewer(draft, envelope)
        || (Asking.isCurrent(draft, envelope)
            && claim.isFrom(draft.queue())
            && draft.runs().isLatestDelivery(claim, envelope.origin()));
  }

  private static void take(
      Draft draft, Envelope envelope, Claim claim, JobRequest request, Position at) {
    move(draft, envelope, claim, at);
    draft.request(request);
    draft.message(null);
  }

  /** The claim's request is the current one, and whoever had it before does not have it. */
  private static void move(Draft draft, Envelope envelope, Claim claim, Position at) {
    if (Asking.isNewer(draft, envelope)) {
      Asking.supersede(draft, envelope, claim.point(), at);
    } else {
      // The broker hands a record out again only if the earlier delivery was never accepted.
      String why = "a later delivery of the same record took over";
      draft
          .runs()
          .close(
              run ->
                  run.closed(RunStatus.UNCLAIMED, at.appendedAt(), why, at.offset())
                      .retrying(true, at.offset()));
      draft.leaveRunning();
    }
  }

  private static Run row(Envelope envelope, String hostname, Claim claim, Position at) {
    return Run.opened(at.historyId(), envelope, hostname, claim, at.appendedAt(), at.offset());
  }
}
