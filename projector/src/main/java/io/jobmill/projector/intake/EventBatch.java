// SPDX-License-Identifier: Apache-2.0
package io.jobmill.projector.intake;

import io.jobmill.job.JobId;
import io.jobmill.projector.projection.PlacedEvent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Events gathered to be projected in one step, by job, and how far they reach. */
final class EventBatch {

  private final Map<JobId, List<PlacedEvent>> jobs = new LinkedHashMap<>();
  private final Map<Integer, Long> next = new HashMap<>();
  private int size;
  private @Nullable Instant oldest;

  void add(PlacedEvent placed) {
    jobs.computeIfAbsent(placed.event().envelope().id(), id -> new ArrayList<>(4)).add(placed);
    size++;
  }

  /**
   * Everything before this offset is in this batch, or in an earlier one, or will never be read.
   *
   * @param first when the first record of those was appended
   */
  void passed(int partition, long nextOffset, Instant first) {
    next.put(partition, nextOffset);
    oldest = oldest == null || first.isBefore(oldest) ? first : oldest;
  }

  /** When the first of its records was appended; null of an empty batch. */
  @Nullable Instant oldest() {
    return oldest;
  }

  Map<JobId, List<PlacedEvent>> jobs() {
    return jobs;
  }

  Map<Integer, Long> next() {
    return next;
  }

  int size() {
    return size;
  }

  boolean isEmpty() {
    return next.isEmpty();
  }

  /** Leaves out what another owner will read. */
  void drop(Set<Integer> partitions) {
    next.keySet().removeAll(partitions);
    jobs.values().removeIf(events -> partitions.contains(events.get(0).at().partition()));
    size = jobs.values().stream().mapToInt(List::size).sum();
    oldest = next.isEmpty() ? null : oldest;
  }
}
