// SPDX-License-Identifier: Apache-2.0
package io.jobmill.gateway.testing;

import io.jobmill.gateway.query.JobFilter;
import io.jobmill.gateway.query.JobPlace;
import io.jobmill.gateway.query.RunCondition;
import io.jobmill.gateway.query.RunQuestion;
import io.jobmill.gateway.query.StoredLists;
import io.jobmill.gateway.query.Visibility;
import io.jobmill.job.JobId;
import io.jobmill.job.JobStatus;
import io.jobmill.store.HistoryRow;
import io.jobmill.view.JobView;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Lists of what {@link InMemoryJobs} holds. */
public final class InMemoryLists implements StoredLists {

  private static final Comparator<JobPlace> NEWEST_FIRST =
      Comparator.comparing(JobPlace::queuedAt)
          .thenComparing(place -> place.id().toString())
          .reversed();

  private final InMemoryJobs jobs;

  public InMemoryLists(InMemoryJobs jobs) {
    this.jobs = jobs;
  }

  @Override
  public List<JobView> jobs(
      JobFilter filter, Visibility visible, @Nullable JobPlace after, int skip, int most) {
    return matching(filter, visible)
        .filter(view -> after == null || NEWEST_FIRST.compare(JobPlace.of(view), after) > 0)
        .sorted(Comparator.comparing(JobPlace::of, NEWEST_FIRST))
        .skip(skip)
        .limit(most)
        .toList();
  }

  @Override
  public Map<JobStatus, Long> statusCounts(Visibility visible) {
    return matching(JobFilter.NONE, visible)
        .collect(Collectors.groupingBy(JobView::status, Collectors.counting()));
  }

  @Override
  public List<HistoryRow> runs(RunQuestion question) {
    Predicate<HistoryRow> wanted = RunMatching.of(question.condition());
    return matching(JobFilter.NONE, question.visible())
        .flatMap(view -> view.runs().stream().map(run -> HistoryRow.of(view, run)))
        .filter(wanted)
        .sorted(RunMatching.order(question.order()))
        .skip(question.skip())
        .limit(question.limit())
        .toList();
  }

  @Override
  public Optional<Long> countRuns(RunCondition condition, Visibility visible, int most) {
    return Optional.of(
        matching(JobFilter.NONE, visible)
            .flatMap(view -> view.runs().stream().map(run -> HistoryRow.of(view, run)))
            .filter(RunMatching.of(condition))
            .limit(most)
            .count());
  }

  @Override
  public Map<JobId, Progress> progress(Collection<JobId> ids) {
    Map<JobId, Progress> found = new HashMap<>();
    ids.forEach(
        id ->
            jobs.find(id)
                .ifPresent(view -> found.put(id, new Progress(view.status(), view.applied()))));
    return found;
  }

  private Stream<JobView> matching(JobFilter filter, Visibility visible) {
    return jobs.all().stream()
        .filter(view -> !view.deleted() && matches(view, filter) && sees(visible, view));
  }

  private static boolean matches(JobView view, JobFilter filter) {
    return (filter.statuses().isEmpty() || filter.statuses().contains(view.status()))
        && (filter.template() == null
            || filter.template().equalsIgnoreCase(view.request().template()))
        && (filter.pool() == null || filter.pool().equals(view.queue().pool()))
        && (filter.from() == null || !view.queuedAt().isBefore(filter.from()))
        && (filter.to() == null || view.queuedAt().isBefore(filter.to()))
        && (!filter.exhausted() || view.exhausted());
  }

  private static boolean sees(Visibility visible, JobView view) {
    String template = view.request().template();
    if (visible instanceof Visibility.Only only) {
      return template != null && only.templates().contains(template);
    }
    return !(visible instanceof Visibility.AllBut but)
        || template == null
        || but.templates().stream().noneMatch(template::equalsIgnoreCase);
  }
}
