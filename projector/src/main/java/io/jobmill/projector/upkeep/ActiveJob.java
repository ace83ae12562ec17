// SPDX-License-Identifier: Apache-2.0
package io.jobmill.projector.upkeep;

import io.jobmill.event.Origin;
import io.jobmill.event.WorkerRecord;
import io.jobmill.job.Claim;
import io.jobmill.job.JobId;
import io.jobmill.job.JobStatus;
import io.jobmill.job.QueuePoint;
import io.jobmill.view.JobView;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What upkeep keeps in memory of a job that has not ended.
 *
 * @param dueAt when something has to be done about it; absent while a worker or a queue has it
 * @param holder who runs it, while somebody does
 * @param since when its last event was appended
 */
record ActiveJob(
    JobId id,
    int partition,
    JobStatus status,
    int attempt,
    int ask,
    QueuePoint queue,
    @Nullable Instant dueAt,
    @Nullable Holder holder,
    Instant since) {

  /** The worker that has the attempt. */
  record Holder(Origin worker, Claim claim, Instant startedAt) {}

  static ActiveJob of(JobView view) {
    return new ActiveJob(
        view.id(),
        view.partition(),
        view.status(),
        view.attempt(),
        view.ask(),
        view.queue(),
        view.dueAt(),
        view.holding()
            .map(run -> new Holder(run.worker(), run.claim(), run.startedAt()))
            .orElse(null),
        view.updatedAt());
  }

  /** The attempt as a heartbeat would list it. */
  WorkerRecord.Running asListed() {
    return new WorkerRecord.Running(id, attempt, ask);
  }

  /** Whether it stands on a queue and nobody has it. */
  boolean isWaiting() {
    return status == JobStatus.PENDING && dueAt == null;
  }

  boolean sameRequest(ActiveJob other) {
    return attempt == other.attempt && ask == other.ask && status == other.status;
  }
}
