// SPDX-License-Identifier: Apache-2.0
package io.jobmill.projector.upkeep;

import io.jobmill.job.JobId;
import io.jobmill.job.JobStatus;
import io.jobmill.kafka.Sends;
import io.jobmill.projector.metrics.ProjectorListener;
import io.jobmill.projector.metrics.ProjectorListener.Reason;
import io.jobmill.store.JobViews;
import io.jobmill.view.JobView;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * Writes requests to queues on behalf of jobs that are due. A job is due until its {@code received}
 * comes; that it was asked for is remembered until a whole queue round has gone by, and then, if it
 * is still due, it is asked for again. The fold fences whatever comes twice.
 */
final class Asks {

  private static final int MOST = 500;

  private final JobViews views;
  private final Sends sends;
  private final RequestRecords asking;
  private final ProjectorListener listener;
  private final Map<JobId, Asked> asked = new HashMap<>();

  Asks(JobViews views, Sends sends, RequestRecords asking, ProjectorListener listener) {
    this.views = views;
    this.sends = sends;
    this.asking = asking;
    this.listener = listener;
  }

  private record Asked(ActiveJob job, long round) {
    boolean isFor(ActiveJob now) {
      return now.sameRequest(job);
    }
  }

  /**
   * Asks for what is due.
   *
   * @param ready the partitions in which nothing that was asked before can have been overlooked
   * @param round the number of the queue round that was begun last
   */
  void pass(ActiveJobs jobs, Instant now, Set<Integer> ready, long round) {
    List<ActiveJob> due =
        jobs.due(now, MOST, job -> ready.contains(job.partition()) && isToBeAsked(job));
    if (due.isEmpty()) {
      return;
    }
    Map<JobId, JobView> stored = views.findAll(due.stream().map(ActiveJob::id).toList());
    List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
    Map<Reason, Integer> counts = new HashMap<>();
    for (ActiveJob job : due) {
      JobView view = stored.get(job.id());
      if (view != null && ActiveJob.of(view).sameRequest(job)) {
        // Marked before it is sent: a queue that takes nothing is tried once a round, not each
        // pass.
        asked.put(job.id(), new Asked(job, round));
        NextRequest.of(view, now).ifPresent(request -> records.add(asking.of(view, request, now)));
        Reason reason = view.status() == JobStatus.RETRYING ? Reason.RETRY : Reason.DUE;
        counts.merge(reason, 1, Integer::sum);
      }
    }
    sends.all(records);
    counts.forEach(listener::asked);
  }

  /** Everything that was asked before this round began would be in the views by now. */
  void roundOver(long round) {
    asked.values().removeIf(mark -> mark.round() < round);
  }

  void drop(Set<Integer> partitions) {
    asked.values().removeIf(mark -> partitions.contains(mark.job().partition()));
  }

  /** A broadcast is due at its deadline, but not to be asked for again. */
  private boolean isToBeAsked(ActiveJob job) {
    Asked mark = asked.get(job.id());
    return !job.isAwaited() && (mark == null || !mark.isFor(job));
  }
}
