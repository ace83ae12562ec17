// SPDX-License-Identifier: Apache-2.0
package io.jobmill.projector.upkeep;

import io.jobmill.job.JobQueue;
import io.jobmill.projector.metrics.ProjectorListener;
import io.jobmill.projector.metrics.ProjectorListener.Reason;
import io.jobmill.projector.schedule.Occurrences;
import io.jobmill.projector.store.WatermarkWriter;
import java.time.Instant;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** Leads the two rounds, and lets effects follow where a round allows them. */
final class Rounds implements AutoCloseable {

  private final LeaseRound leases;
  private final QueueRound queues;
  private final Suspicion suspicion;
  private final Effects effects;
  private final WatermarkWriter watermarks;
  private final Set<Integer> ready = new HashSet<>();

  Rounds(
      LeaseRound leases,
      QueueRound queues,
      Suspicion suspicion,
      Effects effects,
      WatermarkWriter watermarks) {
    this.leases = leases;
    this.queues = queues;
    this.suspicion = suspicion;
    this.effects = effects;
    this.watermarks = watermarks;
  }

  /** Everything that upkeep writes to topics. */
  record Effects(
      LostReports lost,
      Asks asks,
      GoneRequests gone,
      Orders orders,
      Occurrences occurrences,
      Appointments appointments,
      ProjectorListener listener) {}

  /** A tick has been read back, whether or not this process owns anything. */
  void heard(Liveness liveness) {
    effects.listener().ticked(liveness.hearing());
  }

  /** Time has moved on: rounds that are over begin anew. */
  void tick(ActiveJobs jobs, Liveness liveness, Set<Integer> owned) {
    Instant now = liveness.now().orElseThrow();
    effects.listener().held(jobs.held());
    if (!leases.isUnderWay()) {
      leases.begin(suspicion.tick(jobs, liveness));
    }
    if (!queues.isUnderWay()) {
      Set<JobQueue> wanted = jobs.waitingQueues();
      wanted.addAll(effects.orders().stops().queues());
      queues.begin(now, wanted, owned);
    }
    effects.orders().tick(jobs, liveness, owned);
  }

  /**
   * @param now the latest instant that the broker has shown
   */
  void proceed(ActiveJobs jobs, Map<Integer, Long> reached, Instant now) {
    effects.lost().report(leases.proceed(jobs, reached));
    effects.asks().pass(jobs, now, ready, queues.number());
    effects.occurrences().pass(ready, now);
    effects.appointments().pass(jobs, ready, now);
    queues.proceed(reached).ifPresent(through -> over(jobs, through));
  }

  void revoked(Set<Integer> partitions) {
    queues.revoked(partitions);
    ready.removeAll(partitions);
    effects.asks().drop(partitions);
    effects.occurrences().drop(partitions);
    effects.appointments().drop(partitions);
  }

  @Override
  public void close() {
    effects.gone().close();
  }

  private void over(ActiveJobs jobs, QueueRound.Through through) {
    effects.asks().roundOver(through.number());
    int gone = effects.gone().pass(jobs, through);
    if (gone > 0) {
      effects.listener().asked(Reason.GONE, gone);
    }
    effects.orders().stops().passed(through.doneBelow());
    ready.addAll(through.partitions());
    watermarks.write(through.partitions(), through.through());
  }
}
