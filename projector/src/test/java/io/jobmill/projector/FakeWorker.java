// SPDX-License-Identifier: Apache-2.0
package io.jobmill.projector;

import io.jobmill.event.Envelope;
import io.jobmill.event.JobEvent;
import io.jobmill.event.LogCount;
import io.jobmill.event.Origin;
import io.jobmill.event.Outcome;
import io.jobmill.event.ResultText;
import io.jobmill.event.WorkerRecord;
import io.jobmill.event.WorkerState;
import io.jobmill.job.Claim;
import io.jobmill.job.JobRequest;
import io.jobmill.job.Pool;
import io.jobmill.job.QueuePoint;
import io.jobmill.job.RunLimits;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Says what a worker would say. */
public final class FakeWorker {

  static final Instant AT = Instant.parse("2026-03-01T12:00:00Z");

  private final Origin origin;
  private long seq;

  public FakeWorker(String name, String incarnation) {
    this.origin = new Origin(name, incarnation);
  }

  public JobEvent started(JobRequest request, QueuePoint point, int delivery) {
    return new JobEvent.Started(
        envelope(request), request, claim(point, delivery), origin.id(), RunLimits.DEFAULT);
  }

  public JobEvent succeeded(JobRequest request, QueuePoint point, int delivery) {
    return new JobEvent.Ended(
        envelope(request),
        claim(point, delivery),
        Outcome.SUCCEEDED,
        null,
        new ResultText("{\"attempt\":" + request.attempt() + "}", false),
        null,
        0,
        new LogCount(1, 1));
  }

  /** Ended well, with nothing to hand back and no log. */
  public JobEvent succeeded0(JobRequest request, QueuePoint point, int delivery) {
    return new JobEvent.Ended(
        envelope(request),
        claim(point, delivery),
        Outcome.SUCCEEDED,
        null,
        null,
        null,
        null,
        LogCount.NONE);
  }

  /** Failed, and worth another attempt so long afterwards. */
  public JobEvent failed(JobRequest request, QueuePoint point, @Nullable Duration retryAfter) {
    return new JobEvent.Ended(
        envelope(request),
        claim(point, 1),
        Outcome.FAILED,
        null,
        null,
        "attempt " + request.attempt() + " failed",
        1,
        new LogCount(1, 1),
        retryAfter);
  }

  public JobEvent started(JobRequest request, QueuePoint point, RunLimits limits) {
    return new JobEvent.Started(envelope(request), request, claim(point, 1), origin.id(), limits);
  }

  public JobEvent handedBack(JobRequest request, QueuePoint point, int delivery) {
    return new JobEvent.HandedBack(
        envelope(request), claim(point, delivery), "stopping", LogCount.NONE);
  }

  public JobEvent lost(JobRequest request, QueuePoint point, int delivery) {
    return new JobEvent.Lost(envelope(request), claim(point, delivery), "silent");
  }

  public JobEvent deferred(JobRequest request, QueuePoint point, Instant until) {
    return new JobEvent.Deferred(
        envelope(request), request, claim(point, 1), until, "not before then");
  }

  public JobEvent held(JobRequest request, QueuePoint point, String limit) {
    return new JobEvent.Deferred(
        envelope(request), request, claim(point, 1), null, "no place in " + limit, limit);
  }

  public JobEvent unclaimed(JobRequest request, QueuePoint point, int delivery) {
    return new JobEvent.Unclaimed(envelope(request), claim(point, delivery), "not confirmed");
  }

  public JobEvent received(JobRequest request, QueuePoint point) {
    return new JobEvent.Received(envelope(request), request, point, AT);
  }

  public WorkerRecord.Heartbeat alive(Duration every, WorkerRecord.Running... attempts) {
    return new WorkerRecord.Heartbeat(
        origin,
        ++seq,
        every,
        origin.id(),
        List.of(Pool.DEFAULT),
        Map.of(),
        4,
        WorkerState.READY,
        List.of("shell"),
        List.of(attempts),
        null,
        AT);
  }

  public Origin origin() {
    return origin;
  }

  private static Claim claim(QueuePoint point, int delivery) {
    return new Claim(point.pool(), point.partition(), point.offset(), delivery);
  }

  private Envelope envelope(JobRequest request) {
    return new Envelope(
        Objects.requireNonNull(request.id()), request.attempt(), request.ask(), origin, ++seq, AT);
  }
}
