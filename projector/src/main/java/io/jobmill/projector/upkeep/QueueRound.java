// SPDX-License-Identifier: Apache-2.0
package io.jobmill.projector.upkeep;

import io.jobmill.job.JobQueue;
import io.jobmill.projector.upkeep.ActiveJobs.QueuePartition;
import io.jobmill.projector.upkeep.ClusterEnds.Queues;
import java.time.Instant;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * Follows the requests through: at a tick the ends of all queues are sampled, then the queue reader
 * has to report past them, then the end of the events is sampled, then that has to be passed. When
 * it is over, every request appended before the tick is in the views.
 */
final class QueueRound {

  private final ClusterEnds broker;
  private final Answer<Queues> sampling = new Answer<>();
  private final Answer<Map<TopicPartition, Long>> reporting = new Answer<>();
  private final Answer<Map<Integer, Long>> ending = new Answer<>();
  private long number;
  private @Nullable Instant since;
  private Set<Integer> covered = new HashSet<>();
  private @Nullable Queues sample;
  private boolean reported;
  private @Nullable Map<Integer, Long> ends;

  QueueRound(ClusterEnds broker) {
    this.broker = broker;
  }

  /**
   * A round that is over.
   *
   * @param number of the round
   * @param through every request appended before this instant is in the views of these partitions
   * @param doneBelow below which offset the workers were through with everything at that time
   */
  record Through(
      long number, Instant through, Set<Integer> partitions, Map<QueuePartition, Long> doneBelow) {}

  boolean isUnderWay() {
    return since != null;
  }

  /** The number of the last round that was begun. */
  long number() {
    return number;
  }

  void begin(Instant tick, Set<JobQueue> queues, Set<Integer> owned) {
    since = tick;
    number++;
    covered = new HashSet<>(owned);
    sample = null;
    reported = false;
    ends = null;
    sampling.ask(broker.queues(queues));
  }

  /**
   * Partitions that went away meanwhile, or came and were not there at the tick, are not covered.
   */
  void revoked(Set<Integer> partitions) {
    covered.removeAll(partitions);
  }

  /**
   * Goes on if it can.
   *
   * @param reached the offset up to which each owned partition is projected
   */
  Optional<Through> proceed(Map<Integer, Long> reached) {
    Instant tick = since;
    if (tick == null) {
      return Optional.empty();
    }
    try {
      Queues known = sampled();
      if (known == null || !isReported(known) || !isPassed(reached)) {
        return Optional.empty();
      }
      since = null;
      return Optional.of(new Through(number, tick, Set.copyOf(covered), known.doneBelow()));
    } catch (RuntimeException e) {
      since = null;
      reporting.forget();
      ending.forget();
      throw e;
    }
  }

  private @Nullable Queues sampled() {
    if (sample == null) {
      sample = sampling.take().orElse(null);
    }
    return sample;
  }

  private boolean isReported(Queues known) {
    if (reported) {
      return true;
    }
    if (!reporting.isPending()) {
      reporting.ask(broker.reported());
    }
    reported =
        reporting
            .take()
            .filter(
                at ->
                    known.ends().entrySet().stream()
                        .allMatch(end -> at.getOrDefault(end.getKey(), 0L) >= end.getValue()))
            .isPresent();
    return reported;
  }

  private boolean isPassed(Map<Integer, Long> reached) {
    if (ends == null) {
      if (!ending.isPending()) {
        ending.ask(broker.events());
      }
      ends = ending.take().orElse(null);
    }
    return ends != null && LeaseRound.passed(ends, reached);
  }
}
