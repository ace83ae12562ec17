// SPDX-License-Identifier: Apache-2.0
package io.jobmill.projector.upkeep;

import io.jobmill.wire.Topics;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/**
 * Whether every request that stood on a queue at a certain moment is in the views, whichever
 * projector owns them. Used by one thread.
 */
public final class QueuesProjected {

  static final List<Integer> PARTITIONS =
      IntStream.range(0, Topics.EVENT_PARTITIONS).boxed().toList();

  private final ClusterEnds broker;
  private final Supplier<Map<Integer, Long>> events;
  private QueueRound round;
  private Map<Integer, Long> reached = Map.of();
  private boolean over;

  /**
   * @param events how far the store says that each partition of events is projected
   */
  QueuesProjected(ClusterEnds broker, Supplier<Map<Integer, Long>> events) {
    this.broker = broker;
    this.events = events;
    this.round = new QueueRound(broker);
  }

  /** It is about this moment from now on. */
  public void begin() {
    round = new QueueRound(broker);
    over = false;
  }

  /**
   * Looks, if there is anything to look at, without waiting.
   *
   * @throws RuntimeException if the cluster or the store does not answer; the next call begins anew
   */
  public boolean isOver() {
    if (over) {
      return true;
    }
    if (!round.isUnderWay()) {
      round.begin(Instant.EPOCH, Set.of(), Set.of());
    }
    Map<Integer, Long> now = stored();
    over = round.proceed(now).isPresent();
    reached = now;
    return over;
  }

  /**
   * Whether the store still has what it had when this was last looked at: it may have been dropped,
   * or replaced by an older copy.
   */
  public boolean stillHolds() {
    Map<Integer, Long> now = stored();
    boolean holds =
        reached.entrySet().stream()
            .allMatch(at -> now.getOrDefault(at.getKey(), 0L) >= at.getValue());
    reached = now;
    return holds;
  }

  private Map<Integer, Long> stored() {
    Map<Integer, Long> stored = new HashMap<>();
    PARTITIONS.forEach(partition -> stored.put(partition, 0L));
    stored.putAll(events.get());
    return stored;
  }
}
