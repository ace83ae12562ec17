// SPDX-License-Identifier: Apache-2.0
package io.jobmill.projector.upkeep;

import io.jobmill.event.Origin;
import io.jobmill.event.WorkerRecord;
import io.jobmill.event.WorkerState;
import io.jobmill.job.Pool;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The last sign of life of a worker.
 *
 * @param appendedAt by the broker's clock
 * @param every how long until the next one was promised
 * @param skew how far its clock was ahead of the broker's, or behind
 * @param attempts what it has
 * @param profile what it is like
 */
record Sign(
    Origin worker,
    Instant appendedAt,
    Duration every,
    Duration skew,
    Set<WorkerRecord.Running> attempts,
    Profile profile) {

  /** What targets can find a worker by. */
  record Profile(
      String hostname, List<Pool> pools, Map<String, String> labels, int slots, WorkerState state) {

    boolean serves(Pool pool) {
      return state == WorkerState.READY && pools.contains(pool);
    }
  }

  static Sign of(WorkerRecord.Heartbeat heartbeat, Instant appendedAt) {
    return new Sign(
        heartbeat.origin(),
        appendedAt,
        heartbeat.every(),
        Duration.between(appendedAt, heartbeat.at()),
        Set.copyOf(heartbeat.attempts()),
        new Profile(
            heartbeat.hostname(),
            heartbeat.pools(),
            heartbeat.labels(),
            heartbeat.slots(),
            heartbeat.state()));
  }

  /** Whether so many heartbeats in a row have not failed to come. */
  boolean isAlive(Instant now, int missed) {
    return profile.state() != WorkerState.STOPPED
        && !now.isAfter(appendedAt.plus(every.multipliedBy(missed)));
  }
}
