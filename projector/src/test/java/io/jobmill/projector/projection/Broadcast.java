// SPDX-License-Identifier: Apache-2.0
package io.jobmill.projector.projection;

import io.jobmill.event.Envelope;
import io.jobmill.event.JobEvent;
import io.jobmill.event.LogCount;
import io.jobmill.event.Origin;
import io.jobmill.event.Outcome;
import io.jobmill.event.Progress;
import io.jobmill.job.Claim;
import io.jobmill.job.ExpectedWorker;
import io.jobmill.job.JobRequest;
import io.jobmill.job.Pool;
import io.jobmill.job.RunLimits;
import io.jobmill.job.Target;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/** Events of one job that was broadcast to some workers, told by each of them. */
record Broadcast(JobRequest request, long offset) {

  static final Instant DEADLINE = History.START.plus(Duration.ofMinutes(6));

  static Broadcast to(Target target, String... workers) {
    return new Broadcast(
        JobRequest.forTemplate("patch")
            .withId(History.JOB)
            .withTarget(target)
            .expecting(
                Pool.DEFAULT,
                Stream.of(workers).map(id -> new ExpectedWorker(id, "host-" + id)).toList(),
                DEADLINE),
        40);
  }

  Broadcast nextAttempt() {
    return new Broadcast(request.nextAttempt(false), offset + 1);
  }

  JobEvent received() {
    return new JobEvent.Received(said("projector"), request, claim("").point(), History.START);
  }

  JobEvent started(String worker) {
    return started(worker, "i1", 1);
  }

  JobEvent started(String worker, String incarnation, int delivery) {
    return new JobEvent.Started(
        said(worker, incarnation),
        request,
        claim(worker, delivery),
        "whatever it calls itself",
        RunLimits.DEFAULT);
  }

  JobEvent ended(String worker, Outcome outcome) {
    return new JobEvent.Ended(
        said(worker),
        claim(worker),
        outcome,
        outcome == Outcome.SUCCEEDED,
        null,
        outcome == Outcome.SUCCEEDED ? null : "exit status 3",
        null,
        new LogCount(1, 1));
  }

  JobEvent succeeded(String worker) {
    return ended(worker, Outcome.SUCCEEDED);
  }

  JobEvent failed(String worker) {
    return ended(worker, Outcome.FAILED);
  }

  JobEvent rejected(String worker) {
    return new JobEvent.Rejected(said(worker), request, claim(worker), "no handler");
  }

  JobEvent unclaimed(String worker) {
    return new JobEvent.Unclaimed(said(worker), claim(worker), "position not kept");
  }

  JobEvent handedBack(String worker) {
    return new JobEvent.HandedBack(said(worker), claim(worker), "stopping", LogCount.NONE);
  }

  JobEvent progressed(String worker, int percent) {
    return new JobEvent.Progressed(said(worker), claim(worker), new Progress(percent, null));
  }

  JobEvent lost(String worker) {
    return new JobEvent.Lost(said("projector"), claim(worker), "worker is silent");
  }

  JobEvent unanswered(String worker) {
    return new JobEvent.Unanswered(
        said("projector"), claim(worker), "host-" + worker, "timeout: agent did not respond");
  }

  JobEvent cancelRequested() {
    return new JobEvent.CancelRequested(said("gateway"), "key:ops", null);
  }

  JobEvent cancelled(String worker) {
    return new JobEvent.Cancelled(said(worker), claim(worker), "stopped", LogCount.NONE);
  }

  JobEvent cancelledByUpkeep() {
    return new JobEvent.Cancelled(said("projector"), null, "no answer", LogCount.NONE);
  }

  private Claim claim(String worker) {
    return claim(worker, 1);
  }

  private Claim claim(String worker, int delivery) {
    List<String> ids = request.expected().stream().map(ExpectedWorker::worker).toList();
    return new Claim(Pool.DEFAULT, 0, offset, delivery, ids.indexOf(worker) + 1);
  }

  private Envelope said(String by) {
    return said(by, "i1");
  }

  private Envelope said(String by, String incarnation) {
    return new Envelope(
        History.JOB, request.attempt(), request.ask(), new Origin(by, incarnation), 1, DEADLINE);
  }
}
