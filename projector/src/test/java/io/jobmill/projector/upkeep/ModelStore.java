// SPDX-License-Identifier: Apache-2.0
package io.jobmill.projector.upkeep;

import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyInt;
import static org.mockito.Mockito.doAnswer;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;
import static org.mockito.Mockito.withSettings;

import io.jobmill.job.JobId;
import io.jobmill.projector.projection.FoldedJob;
import io.jobmill.projector.store.KeptViews;
import io.jobmill.store.JobViews;
import io.jobmill.view.JobView;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;

/** Views and positions, replaced only where they still are what was read. */
final class ModelStore {

  private final Map<JobId, JobView> views = new TreeMap<>();
  private final Map<Integer, Long> positions = new HashMap<>();
  private Map<JobId, JobView> earlierViews = Map.of();
  private Map<Integer, Long> earlierPositions = Map.of();

  Map<JobId, JobView> views() {
    return views;
  }

  Map<JobId, JobView> find(Collection<JobId> ids) {
    Map<JobId, JobView> found = new TreeMap<>(views);
    found.keySet().retainAll(ids);
    return found;
  }

  /** Returns the jobs whose stored view is not the one that was folded onto. */
  Set<JobId> write(List<FoldedJob> folded) {
    Set<JobId> outdone = new HashSet<>();
    for (FoldedJob job : folded) {
      JobView before = job.before();
      JobView stored = views.get(job.after().id());
      boolean same =
          stored == null ? before == null : before != null && before.applied() == stored.applied();
      if (job.changed() && same) {
        views.put(job.after().id(), job.after());
      } else if (job.changed()) {
        outdone.add(job.after().id());
      }
    }
    return outdone;
  }

  long position(int partition) {
    return positions.getOrDefault(partition, 0L);
  }

  Map<Integer, Long> positions() {
    return positions;
  }

  /** False where somebody else has moved it on. */
  boolean move(int partition, long before, long next) {
    if (position(partition) != before) {
      return false;
    }
    positions.put(partition, next);
    return true;
  }

  /** What would be left if the machine stopped now. */
  void flush() {
    earlierViews = new HashMap<>(views);
    earlierPositions = new HashMap<>(positions);
  }

  /** The last moments before a kill are not on disk. */
  void loseTheEnd() {
    views.clear();
    views.putAll(earlierViews);
    positions.clear();
    positions.putAll(earlierPositions);
  }

  JobViews asViews() {
    JobViews reading = mock(JobViews.class, withSettings().stubOnly());
    when(reading.findAll(any()))
        .thenAnswer(call -> find(Objects.requireNonNull(call.<Collection<JobId>>getArgument(0))));
    return reading;
  }

  KeptViews asKept() {
    KeptViews kept = mock(KeptViews.class, withSettings().stubOnly());
    doAnswer(
            call -> {
              int partition = call.<Integer>getArgument(0);
              Consumer<JobView> each = call.getArgument(1);
              views.values().stream()
                  .filter(view -> view.partition() == partition && !view.status().isTerminal())
                  .forEach(each);
              return null;
            })
        .when(kept)
        .active(anyInt(), any());
    return kept;
  }
}
