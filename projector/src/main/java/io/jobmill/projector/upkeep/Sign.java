// SPDX-License-Identifier: Apache-2.0
package io.jobmill.projector.upkeep;

import io.jobmill.event.Origin;
import io.jobmill.event.WorkerRecord;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;

/**
 * The last sign of life of a worker.
 *
 * @param appendedAt by the broker's clock
 * @param every how long until the next one was promised
 * @param attempts what it has
 */
record Sign(Origin worker, Instant appendedAt, Duration every, Set<WorkerRecord.Running> attempts) {

  static Sign of(WorkerRecord.Heartbeat heartbeat, Instant appendedAt) {
    return new Sign(
        heartbeat.origin(), appendedAt, heartbeat.every(), Set.copyOf(heartbeat.attempts()));
  }
}
