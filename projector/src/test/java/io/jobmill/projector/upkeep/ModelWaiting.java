// SPDX-License-Identifier: Apache-2.0
package io.jobmill.projector.upkeep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyBoolean;
import static org.mockito.ArgumentMatchers.anyInt;
import static org.mockito.ArgumentMatchers.anyString;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;
import static org.mockito.Mockito.withSettings;

import io.jobmill.job.JobId;
import io.jobmill.job.JobRequest;
import io.jobmill.store.LimitedJobs;
import io.jobmill.store.LimitedJobs.Asked;
import io.jobmill.store.LimitedJobs.LimitedJob;
import io.jobmill.template.LimitKey;
import io.jobmill.view.JobView;
import io.jobmill.wire.Topics;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * What one decider reads of the views about limits. Anything can happen between two reads. Whom it
 * lets through is held against the order in which it was told that they wait.
 */
final class ModelWaiting {

  private final ModelStore store;
  private final ModelBroker broker;
  private final boolean inOrder;
  private final Runnable meanwhile;
  private final Map<String, List<LimitedJob>> told = new HashMap<>();
  private final Set<JobId> tried = new HashSet<>();

  /**
   * @param inOrder whether all who wait are let through in the end, so that none may be passed over
   */
  ModelWaiting(ModelStore store, ModelBroker broker, boolean inOrder, Runnable meanwhile) {
    this.store = store;
    this.broker = broker;
    this.inOrder = inOrder;
    this.meanwhile = meanwhile;
  }

  LimitedJobs asLimitedJobs() {
    LimitedJobs jobs = mock(LimitedJobs.class, withSettings().stubOnly());
    when(jobs.awaited(any()))
        .thenAnswer(call -> awaited(Objects.requireNonNull(call.getArgument(0))));
    when(jobs.waiting(anyString(), anyBoolean(), anyInt()))
        .thenAnswer(call -> waiting(call.getArgument(0), call.getArgument(1), call.getArgument(2)));
    when(jobs.placed(anyString(), anyInt()))
        .thenAnswer(call -> first(placed(call.getArgument(0)), call.getArgument(1)));
    when(jobs.placedUpTo(anyString(), anyInt()))
        .thenAnswer(call -> first(placed(call.getArgument(0)), call.getArgument(1)).size());
    when(jobs.find(any()))
        .thenAnswer(
            call -> {
              Collection<JobId> ids = Objects.requireNonNull(call.getArgument(0));
              return read(view -> ids.contains(view.id()));
            });
    return jobs;
  }

  /** It is about to let the job through, whatever comes of that. */
  void tries(JobRequest request) {
    JobId id = Objects.requireNonNull(request.id());
    String limit = Objects.requireNonNull(request.place());
    for (LimitedJob earlier : told.getOrDefault(limit, List.of())) {
      if (earlier.id().equals(id)) {
        break;
      }
      assertThat(tried.contains(earlier.id()) || !isLeft(earlier, limit))
          .as("%s comes before %s in %s", earlier, id, limit)
          .isTrue();
    }
    tried.add(id);
  }

  /** Whether it waits and was not let through. */
  private boolean isLeft(LimitedJob job, String limit) {
    JobView view = store.views().get(job.id());
    return !job.over()
        && view != null
        && limit.equals(view.waitsFor())
        && new Asked(view.attempt(), view.ask()).equals(job.asked())
        && broker.queue().stream()
            .map(ModelBroker.Queued::request)
            .noneMatch(request -> job.id().equals(request.id()) && limit.equals(request.place()));
  }

  private Set<String> awaited(Collection<Integer> deciders) {
    meanwhile.run();
    return store.views().values().stream()
        .map(JobView::waitsFor)
        .filter(Objects::nonNull)
        .filter(limit -> deciders.contains(new LimitKey(limit).owner(Topics.EVENT_PARTITIONS)))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private List<LimitedJob> waiting(String limit, boolean newest, int most) {
    List<LimitedJob> jobs = new ArrayList<>(read(view -> limit.equals(view.waitsFor())));
    told.put(limit, inOrder ? jobs : List.of());
    tried.clear();
    if (!newest) {
      return first(jobs, most);
    }
    Collections.reverse(jobs);
    List<LimitedJob> last = new ArrayList<>(first(jobs, most));
    Collections.reverse(last);
    return last;
  }

  private List<LimitedJob> placed(String limit) {
    return read(view -> limit.equals(view.place().orElse(null)));
  }

  private List<LimitedJob> read(Predicate<JobView> wanted) {
    meanwhile.run();
    return store.views().values().stream()
        .filter(wanted)
        .map(ModelWaiting::job)
        .sorted(
            Comparator.comparing(LimitedJob::queuedAt).thenComparing(job -> job.id().toString()))
        .toList();
  }

  private static List<LimitedJob> first(List<LimitedJob> jobs, int most) {
    return jobs.subList(0, Math.min(most, jobs.size()));
  }

  private static LimitedJob job(JobView view) {
    return new LimitedJob(
        view.id(),
        view.queuedAt(),
        new Asked(view.attempt(), view.ask()),
        view.waitsFor() != null,
        view.status().isTerminal() || view.cancel() != null);
  }
}
