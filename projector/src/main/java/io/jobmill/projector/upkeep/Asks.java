// SPDX-License-Identifier: Apache-2.0
package io.jobmill.projector.upkeep;

import io.jobmill.job.JobId;
import io.jobmill.job.JobRequest;
import io.jobmill.job.JobStatus;
import io.jobmill.kafka.Sends;
import io.jobmill.projector.metrics.ProjectorListener;
import io.jobmill.projector.metrics.ProjectorListener.Reason;
import io.jobmill.secret.SecretKeyring;
import io.jobmill.store.JobViews;
import io.jobmill.view.JobView;
import io.jobmill.wire.JobRequestCodec;
import io.jobmill.wire.Topics;
import java.nio.charset.StandardCharsets;
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
  private final Topics topics;
  private final SecretKeyring keyring;
  private final ProjectorListener listener;
  private final Map<JobId, Asked> asked = new HashMap<>();

  Asks(
      JobViews views,
      Sends sends,
      Topics topics,
      SecretKeyring keyring,
      ProjectorListener listener) {
    this.views = views;
    this.sends = sends;
    this.topics = topics;
    this.keyring = keyring;
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
        jobs.due(now, MOST, job -> ready.contains(job.partition()) && !isAsked(job));
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
        NextRequest.of(view, now).ifPresent(request -> records.add(record(view, request)));
        Reason reason = view.status() == JobStatus.RETRYING ? Reason.RETRY : Reason.DUE;
        counts.merge(reason, 1, Integer::sum);
      }
    }
    sends.all(records);
    counts.forEach(listener::asked);
  }

  /** A signed request on the queue that the job is on. */
  ProducerRecord<byte[], byte[]> record(JobView view, JobRequest request) {
    byte[] value = JobRequestCodec.encode(request.withId(view.id()));
    ProducerRecord<byte[], byte[]> record =
        new ProducerRecord<>(
            topics.queue(view.queue().pool()),
            view.id().toString().getBytes(StandardCharsets.UTF_8),
            value);
    record
        .headers()
        .add(
            JobRequestCodec.SIGNATURE_HEADER,
            keyring.sign(value).getBytes(StandardCharsets.US_ASCII));
    return record;
  }

  /** Everything that was asked before this round began would be in the views by now. */
  void roundOver(long round) {
    asked.values().removeIf(mark -> mark.round() < round);
  }

  void drop(Set<Integer> partitions) {
    asked.values().removeIf(mark -> partitions.contains(mark.job().partition()));
  }

  private boolean isAsked(ActiveJob job) {
    Asked mark = asked.get(job.id());
    return mark != null && mark.isFor(job);
  }
}
