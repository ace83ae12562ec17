// SPDX-License-Identifier: Apache-2.0
package io.jobmill.projector.upkeep;

import static org.assertj.core.api.Assertions.assertThat;

import io.jobmill.job.JobId;
import io.jobmill.job.JobRequest;
import io.jobmill.projector.projection.Fold;
import io.jobmill.projector.projection.PlacedEvent;
import io.jobmill.template.Concurrency;
import io.jobmill.view.JobView;
import io.jobmill.wire.Topics;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Which jobs have a place in which limit: by what was written, whatever anybody has seen of it yet.
 */
final class ModelPlaces {

  private final ModelBroker broker;
  private final @Nullable Concurrency limit;
  private final Map<JobId, JobView> jobs = new HashMap<>();
  private final Map<Integer, Integer> read = new HashMap<>();
  private final Map<JobId, String> places = new TreeMap<>();
  private final Set<JobId> ofTheOwner = new HashSet<>();
  private final Set<JobId> repeated = new HashSet<>();

  ModelPlaces(ModelBroker broker, ModelLimits limits) {
    this.broker = broker;
    this.limit = limits.concurrency();
  }

  /**
   * A job was let through.
   *
   * @param owner whether by whom it is to be decided. One that was frozen in the middle of a
   *     decision and has a successor does not know yet that it is not; what it lets through is not
   *     promised to be counted
   */
  void given(JobRequest request, boolean owner) {
    JobId id = Objects.requireNonNull(request.id());
    String place = Objects.requireNonNull(request.place());
    if (places.put(id, place) != null) {
      repeated.add(id);
    }
    if (owner) {
      ofTheOwner.add(id);
      readOn();
      assertThat(underWay(place).stream().filter(ofTheOwner::contains))
          .as("under way at once in %s, with %s", place, id)
          .hasSizeLessThanOrEqualTo(Objects.requireNonNull(limit).max());
    }
  }

  /** Those that are two records on a queue, so that their work may begin twice. */
  Set<JobId> repeated() {
    return repeated;
  }

  /** Whether somebody waits although there is a place. */
  boolean anyIdle() {
    readOn();
    return jobs.values().stream()
        .map(JobView::waitsFor)
        .filter(Objects::nonNull)
        .anyMatch(awaited -> underWay(awaited).size() < Objects.requireNonNull(limit).max());
  }

  private List<JobId> underWay(String place) {
    return places.entrySet().stream()
        .filter(given -> given.getValue().equals(place))
        .map(Map.Entry::getKey)
        .filter(id -> !Objects.requireNonNull(jobs.get(id)).status().isTerminal())
        .toList();
  }

  private void readOn() {
    for (int partition = 0; partition < Topics.EVENT_PARTITIONS; partition++) {
      List<PlacedEvent> events = broker.events(partition);
      for (int next = read.getOrDefault(partition, 0); next < events.size(); next++) {
        PlacedEvent placed = events.get(next);
        JobId id = placed.event().envelope().id();
        JobView folded = Fold.fold(jobs.get(id), placed.event(), placed.at());
        if (folded != null) {
          jobs.put(id, folded);
        }
      }
      read.put(partition, events.size());
    }
  }
}
