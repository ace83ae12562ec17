// SPDX-License-Identifier: Apache-2.0
package io.jobmill.projector.intake;

import io.jobmill.event.JobEvent;
import io.jobmill.job.JobId;
import io.jobmill.job.JobStatus;
import io.jobmill.projector.metrics.ProjectorListener;
import io.jobmill.projector.metrics.ProjectorListener.Moment;
import io.jobmill.projector.projection.FoldedJob;
import io.jobmill.projector.projection.Opening;
import io.jobmill.projector.projection.PlacedEvent;
import io.jobmill.projector.store.Positions;
import io.jobmill.projector.store.RecentViews;
import io.jobmill.projector.store.StatusTally;
import io.jobmill.projector.store.ViewWriter;
import io.jobmill.store.JobViews;
import io.jobmill.view.JobView;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Projects one batch: reads the views before, folds, writes, and last of all the positions. */
final class BatchProjection {

  private final Stores stores;
  private final RecentViews recent;
  private final ProjectorListener listener;

  /** What it reads from and writes to. */
  record Stores(JobViews views, ViewWriter writer, StatusTally tally, Positions positions) {}

  BatchProjection(Stores stores, RecentViews recent, ProjectorListener listener) {
    this.stores = stores;
    this.recent = recent;
    this.listener = listener;
  }

  /** Whether there is something to do though no event has come. */
  boolean isDue() {
    return stores.tally().isDue();
  }

  /**
   * Returns when everything is durable. May be repeated after any failure.
   *
   * @return every job of the batch as it is stored now
   */
  List<FoldedJob> project(EventBatch batch) {
    stores.tally().prepare(batch.isEmpty());
    Map<JobId, List<PlacedEvent>> open = batch.jobs();
    Map<JobId, JobView> before = before(open);
    List<FoldedJob> stored = new ArrayList<>(open.size());
    while (!open.isEmpty()) {
      List<FoldedJob> folded = fold(open, before);
      listener.reached(Moment.FOLDED);
      Set<JobId> outdone = stores.writer().write(folded);
      List<FoldedJob> written =
          folded.stream().filter(job -> !outdone.contains(job.after().id())).toList();
      written.forEach(job -> recent.stored(job.after()));
      stores.tally().stored(written);
      stored.addAll(written);
      open = only(outdone, open);
      before = again(outdone);
    }
    stores.tally().write(batch.next());
    stores.positions().write(batch.next());
    listener.reached(Moment.POSITIONS_WRITTEN);
    if (!batch.isEmpty()) {
      listener.projected(
          batch.size(), stored.size(), stored.stream().mapToInt(FoldedJob::late).sum());
      tellOfEnds(stored);
    }
    return stored;
  }

  private void tellOfEnds(List<FoldedJob> stored) {
    Map<JobStatus, Integer> ended = new EnumMap<>(JobStatus.class);
    int exhausted = 0;
    for (FoldedJob job : stored) {
      if (job.changed() && job.hasEnded()) {
        ended.merge(job.after().status(), 1, Integer::sum);
        exhausted += job.after().exhausted() ? 1 : 0;
      }
    }
    ended.forEach(listener::ended);
    if (exhausted > 0) {
      listener.exhausted(exhausted);
    }
  }

  /** Reads everything anew from here on. */
  void forget() {
    recent.clear();
  }

  private static List<FoldedJob> fold(
      Map<JobId, List<PlacedEvent>> open, Map<JobId, JobView> before) {
    List<FoldedJob> folded = new ArrayList<>(open.size());
    open.forEach((id, events) -> FoldedJob.of(before.get(id), events).ifPresent(folded::add));
    return folded;
  }

  private Map<JobId, JobView> before(Map<JobId, List<PlacedEvent>> open) {
    Map<JobId, JobView> before = new HashMap<>();
    List<JobId> unknown = new ArrayList<>();
    open.forEach(
        (id, events) -> {
          JobView known = recent.get(id);
          if (known != null) {
            before.put(id, known);
          } else if (!mayBeInserted(events)) {
            unknown.add(id);
          }
        });
    before.putAll(read(unknown));
    return before;
  }

  /**
   * Whether a job can be taken for new without asking: its first request comes first, and the
   * duplicate key says if it was not. Not where a result would have been written by then that never
   * counted.
   */
  private static boolean mayBeInserted(List<PlacedEvent> events) {
    JobEvent first = events.get(0).event();
    return first instanceof JobEvent.Received
        && Opening.opensJob(first)
        && events.stream().noneMatch(placed -> leavesResult(placed.event()));
  }

  private static boolean leavesResult(JobEvent event) {
    return event instanceof JobEvent.Ended ended && ended.result() != null;
  }

  private Map<JobId, JobView> again(Set<JobId> outdone) {
    if (!outdone.isEmpty()) {
      outdone.forEach(recent::forget);
      listener.foldedAgain(outdone.size());
    }
    return read(outdone);
  }

  private Map<JobId, JobView> read(Collection<JobId> ids) {
    return ids.isEmpty() ? Map.of() : stores.views().findAll(ids);
  }

  private static Map<JobId, List<PlacedEvent>> only(
      Set<JobId> ids, Map<JobId, List<PlacedEvent>> jobs) {
    Map<JobId, List<PlacedEvent>> some = new HashMap<>();
    ids.forEach(id -> some.put(id, jobs.getOrDefault(id, List.of())));
    return some;
  }
}
