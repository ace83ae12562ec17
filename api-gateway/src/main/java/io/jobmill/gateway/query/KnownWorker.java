// SPDX-License-Identifier: Apache-2.0
package io.jobmill.gateway.query;

import io.jobmill.event.Host;
import io.jobmill.event.WorkerRecord;
import io.jobmill.event.WorkerState;
import io.jobmill.job.Pool;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A worker as its last heartbeat described it.
 *
 * @param id stays over its restarts
 * @param hostname the name it goes by in targets and answers: its host's, and of several workers on
 *     one host the second one is {@code host#2}
 * @param host the machine it runs on; absent for older workers
 * @param alive whether it was heard within three of its heartbeats and has not said goodbye
 * @param firstSeen its earliest heartbeat that is known
 * @param lastSeen by the broker's clock, as all times here
 */
public record KnownWorker(
    String id,
    String hostname,
    String incarnation,
    Map<String, String> labels,
    List<Pool> pools,
    int slots,
    WorkerState state,
    List<String> operations,
    List<WorkerRecord.Running> attempts,
    @Nullable Host host,
    boolean alive,
    Instant firstSeen,
    Instant lastSeen) {

  /** Whether it is alive and takes jobs of this pool. */
  public boolean serves(Pool pool) {
    return alive && state == WorkerState.READY && pools.contains(pool);
  }
}
