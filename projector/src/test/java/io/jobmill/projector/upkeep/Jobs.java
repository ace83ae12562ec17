// SPDX-License-Identifier: Apache-2.0
package io.jobmill.projector.upkeep;

import io.jobmill.event.Origin;
import io.jobmill.event.WorkerRecord.Running;
import io.jobmill.event.WorkerState;
import io.jobmill.job.Claim;
import io.jobmill.job.JobId;
import io.jobmill.job.JobStatus;
import io.jobmill.job.Pool;
import io.jobmill.job.QueuePoint;
import io.jobmill.job.Since;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Jobs and signs of life for tests of upkeep's decisions. */
final class Jobs {

  static final Instant START = Instant.parse("2026-03-01T12:00:00Z");
  static final Duration LOCK = Duration.ofSeconds(5);
  static final Duration EVERY = Duration.ofSeconds(2);
  static final JobId ID = JobId.of("0196f000-0000-7000-8000-000000000001");
  static final Origin WORKER = new Origin("w1", "i1");

  static final ActiveJob.Bounds BOUNDS =
      new ActiveJob.Bounds("t", new Since(START, START), Duration.ofMinutes(5));

  private static final Sign.Profile PROFILE =
      new Sign.Profile("host", List.of(Pool.DEFAULT), Map.of(), 4, WorkerState.READY);

  private Jobs() {}

  /** Running on w1 since START: attempt 2, asking 1, from the record at offset 100. */
  static ActiveJob running() {
    Claim claim = new Claim(Pool.DEFAULT, 0, 100, 1);
    return new ActiveJob(
        ID,
        3,
        JobStatus.RUNNING,
        2,
        1,
        claim.point(),
        null,
        List.of(new ActiveJob.Holder(WORKER, claim, START)),
        List.of(),
        null,
        START,
        false,
        BOUNDS,
        null);
  }

  /** The same job, which nobody wants since then. */
  static ActiveJob unwanted(Instant since) {
    ActiveJob job = running();
    return new ActiveJob(
        ID,
        3,
        job.status(),
        job.attempt(),
        job.ask(),
        job.queue(),
        null,
        job.holders(),
        List.of(),
        since,
        since,
        false,
        BOUNDS,
        null);
  }

  static ActiveJob idle(JobStatus status, @Nullable Instant dueAt) {
    return new ActiveJob(
        ID,
        3,
        status,
        2,
        1,
        new QueuePoint(Pool.DEFAULT, 0, 100),
        dueAt,
        List.of(),
        List.of(),
        null,
        START,
        false,
        BOUNDS,
        null);
  }

  static Running listed(int attempt) {
    return new Running(ID, attempt, 1);
  }

  static Sign sign(Origin worker, int second, Running... attempts) {
    return new Sign(
        worker, START.plusSeconds(second), EVERY, Duration.ZERO, Set.of(attempts), PROFILE);
  }
}
