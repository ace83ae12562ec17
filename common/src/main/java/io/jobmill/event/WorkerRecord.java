// SPDX-License-Identifier: Apache-2.0
package io.jobmill.event;

import io.jobmill.job.JobId;
import io.jobmill.job.Pool;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A record of the workers topic, whose append times are the one clock by which silence is judged.
 */
public sealed interface WorkerRecord {

  /**
   * A worker's sign of life.
   *
   * @param seq counts this incarnation's heartbeats up, from 1
   * @param every how long until the next one
   * @param operations the operation types it has a handler for
   * @param attempts every attempt whose claim is confirmed and whose outcome is not yet
   *     acknowledged
   * @param host the machine it runs on; absent in the records of older workers
   * @param at the worker's clock; for people only
   */
  record Heartbeat(
      Origin origin,
      long seq,
      Duration every,
      String hostname,
      List<Pool> pools,
      Map<String, String> labels,
      int slots,
      WorkerState state,
      List<String> operations,
      List<Running> attempts,
      @Nullable Host host,
      Instant at)
      implements WorkerRecord {

    public Heartbeat {
      pools = List.copyOf(pools);
      labels = Map.copyOf(labels);
      operations = List.copyOf(operations);
      attempts = List.copyOf(attempts);
    }
  }

  /** A projector's mark, read back to learn the time by the broker's clock. */
  record Tick(Origin origin, long seq, Instant at) implements WorkerRecord {}

  /** An attempt that a worker says it has. */
  record Running(JobId id, int attempt, int ask) {}
}
