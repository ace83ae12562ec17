// SPDX-License-Identifier: Apache-2.0
package io.jobmill.bench.bare;

import io.jobmill.event.Envelope;
import io.jobmill.event.JobEvent;
import io.jobmill.event.LogCount;
import io.jobmill.event.Origin;
import io.jobmill.event.Outcome;
import io.jobmill.job.Claim;
import io.jobmill.job.JobId;
import io.jobmill.job.JobRequest;
import io.jobmill.job.Pool;
import io.jobmill.job.RunLimits;
import io.jobmill.wire.JobEventCodec;
import io.jobmill.wire.JobRequestCodec;
import java.time.Instant;

/** The bytes of a job's three records, as the product would write them for a no-op. */
final class Payloads {

  private final byte[] request;
  private final byte[] started;
  private final byte[] ended;

  private Payloads(byte[] request, byte[] started, byte[] ended) {
    this.request = request;
    this.started = started;
    this.ended = ended;
  }

  static Payloads ofNoOp() {
    var request = JobRequest.forTemplate("bench-noop");
    var id = JobId.ofRecord("queue", 0, 0);
    var origin = new Origin(id.toString(), id.toString());
    var claim = new Claim(Pool.DEFAULT, 0, 123_456, 1);
    var envelope = new Envelope(id, 1, 1, origin, 123_456, Instant.EPOCH);
    return new Payloads(
        JobRequestCodec.encode(request),
        JobEventCodec.encode(
            new JobEvent.Started(
                envelope, request.withId(id), claim, "localhost", RunLimits.DEFAULT)),
        JobEventCodec.encode(
            new JobEvent.Ended(
                envelope, claim, Outcome.SUCCEEDED, null, null, null, null, LogCount.NONE)));
  }

  byte[] request() {
    return request;
  }

  byte[] started() {
    return started;
  }

  byte[] ended() {
    return ended;
  }
}
