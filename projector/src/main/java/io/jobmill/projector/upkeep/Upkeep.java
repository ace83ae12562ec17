// SPDX-License-Identifier: Apache-2.0
package io.jobmill.projector.upkeep;

import io.jobmill.projector.projection.FoldedJob;
import io.jobmill.projector.store.KeptViews;
import io.jobmill.view.JobView;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What has to happen to the jobs of the owned partitions without a worker doing anything. */
public final class Upkeep implements AutoCloseable {

  private final KeptViews kept;
  private final WorkersTopic workers;
  private final Liveness liveness;
  private final Rounds rounds;
  private final Retention retention;
  private final ActiveJobs jobs = new ActiveJobs();
  private final Map<Integer, Long> reached = new HashMap<>();
  private Instant latestEvent = Instant.EPOCH;

  Upkeep(
      KeptViews kept, WorkersTopic workers, Liveness liveness, Rounds rounds, Retention retention) {
    this.kept = kept;
    this.workers = workers;
    this.liveness = liveness;
    this.rounds = rounds;
    this.retention = retention;
  }

  /** Takes over partitions, each projected up to an offset. */
  public void assigned(Map<Integer, Long> next) {
    jobs.drop(next.keySet());
    next.keySet().forEach(partition -> kept.active(partition, jobs::update));
    retention.revoked(next.keySet());
    retention.assigned(next.keySet());
    reached.putAll(next);
  }

  public void revoked(Set<Integer> partitions) {
    jobs.drop(partitions);
    reached.keySet().removeAll(partitions);
    rounds.revoked(partitions);
    retention.revoked(partitions);
  }

  /** A batch is stored: what these jobs are now, and how far the partitions are projected. */
  public void projected(List<FoldedJob> folded, Map<Integer, Long> next) {
    for (FoldedJob job : folded) {
      JobView view = job.after();
      jobs.update(view);
      latestEvent = latestEvent.isBefore(view.updatedAt()) ? view.updatedAt() : latestEvent;
      if (job.changed() && job.hasEnded()) {
        retention.ended(view);
      }
    }
    reached.putAll(next);
  }

  /** Does what can be done now; never waits for anything but an acknowledgement. */
  public void pass() {
    if (!workers.isTime()) {
      return;
    }
    boolean ticked = workers.pass(liveness);
    if (ticked) {
      rounds.heard(liveness);
    }
    Instant now = liveness.now().orElse(null);
    if (now == null || reached.isEmpty()) {
      return;
    }
    Set<Integer> owned = new HashSet<>(reached.keySet());
    if (ticked) {
      rounds.tick(jobs, liveness, owned);
    }
    retention.pass(now, owned);
    rounds.proceed(jobs, reached, now.isBefore(latestEvent) ? latestEvent : now);
  }

  @Override
  public void close() {
    workers.close();
    rounds.close();
  }
}
