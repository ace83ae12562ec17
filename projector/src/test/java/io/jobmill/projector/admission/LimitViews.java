// SPDX-License-Identifier: Apache-2.0
package io.jobmill.projector.admission;

import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyBoolean;
import static org.mockito.ArgumentMatchers.anyInt;
import static org.mockito.ArgumentMatchers.anyString;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;
import static org.mockito.Mockito.withSettings;

import io.jobmill.event.JobEvent;
import io.jobmill.job.JobId;
import io.jobmill.job.Pool;
import io.jobmill.job.QueuePoint;
import io.jobmill.projector.projection.Fold;
import io.jobmill.projector.projection.Position;
import io.jobmill.store.JobViews;
import io.jobmill.store.LimitedJobs;
import io.jobmill.store.LimitedJobs.Asked;
import io.jobmill.store.LimitedJobs.LimitedJob;
import io.jobmill.template.LimitKey;
import io.jobmill.view.JobView;
import io.jobmill.wire.Topics;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The views of jobs with limits, and what the store would read of them. */
final class LimitViews {

  private final Map<JobId, JobView> views = new TreeMap<>();
  private long offset;

  JobView of(JobId id) {
    return Objects.requireNonNull(views.get(id));
  }

  /** Where the next request stands. */
  QueuePoint nextPoint() {
    return new QueuePoint(Pool.DEFAULT, 0, offset);
  }

  void fold(JobEvent event, Instant at) {
    JobId id = event.envelope().id();
    JobView next = Fold.fold(views.get(id), event, new Position(0, offset++, at));
    views.put(id, Objects.requireNonNull(next));
  }

  JobViews asViews() {
    JobViews reading = mock(JobViews.class, withSettings().stubOnly());
    when(reading.findAll(any()))
        .thenAnswer(
            call -> {
              Map<JobId, JobView> found = new TreeMap<>(views);
              found.keySet().retainAll(call.<Collection<JobId>>getArgument(0));
              return found;
            });
    return reading;
  }

  LimitedJobs asJobs() {
    LimitedJobs jobs = mock(LimitedJobs.class, withSettings().stubOnly());
    when(jobs.awaited(any())).thenAnswer(call -> awaited(call.getArgument(0)));
    when(jobs.waiting(anyString(), anyBoolean(), anyInt()))
        .thenAnswer(
            call -> {
              List<LimitedJob> all = where(waitsFor(call.getArgument(0)));
              int most = Math.min(all.size(), call.<Integer>getArgument(2));
              boolean newest = call.getArgument(1);
              return newest ? all.subList(all.size() - most, all.size()) : all.subList(0, most);
            });
    when(jobs.placed(anyString(), anyInt()))
        .thenAnswer(
            call ->
                where(isIn(call.getArgument(0))).stream()
                    .limit(call.<Integer>getArgument(1))
                    .toList());
    when(jobs.placedUpTo(anyString(), anyInt()))
        .thenAnswer(
            call ->
                Math.min(where(isIn(call.getArgument(0))).size(), call.<Integer>getArgument(1)));
    when(jobs.find(any()))
        .thenAnswer(
            call -> {
              Collection<JobId> ids = call.getArgument(0);
              return where(view -> ids.contains(view.id()));
            });
    return jobs;
  }

  private Set<String> awaited(Collection<Integer> owned) {
    return views.values().stream()
        .flatMap(view -> Stream.ofNullable(view.waitsFor()))
        .filter(limit -> owned.contains(new LimitKey(limit).owner(Topics.EVENT_PARTITIONS)))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private List<LimitedJob> where(Predicate<JobView> condition) {
    return views.values().stream()
        .filter(condition)
        .map(LimitViews::limited)
        .sorted(Comparator.comparing(LimitedJob::queuedAt).thenComparing(LimitedJob::id))
        .toList();
  }

  private static LimitedJob limited(JobView view) {
    return new LimitedJob(
        view.id(),
        view.queuedAt(),
        new Asked(view.attempt(), view.ask()),
        view.waitsFor() != null,
        view.status().isTerminal() || view.cancel() != null);
  }

  private static Predicate<JobView> waitsFor(String limit) {
    return view -> limit.equals(view.waitsFor());
  }

  private static Predicate<JobView> isIn(String limit) {
    return view -> view.place().filter(limit::equals).isPresent();
  }
}
