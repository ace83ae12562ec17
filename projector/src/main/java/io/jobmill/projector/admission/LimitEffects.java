// SPDX-License-Identifier: Apache-2.0
package io.jobmill.projector.admission;

import io.jobmill.job.JobId;
import io.jobmill.kafka.SendOutcome;
import io.jobmill.kafka.Sends;
import io.jobmill.projector.metrics.ProjectorListener;
import io.jobmill.projector.metrics.ProjectorListener.Reason;
import io.jobmill.store.JobViews;
import io.jobmill.store.LimitedJobs.Asked;
import io.jobmill.store.LimitedJobs.LimitedJob;
import io.jobmill.view.JobView;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.RecordTooLargeException;

/** Writes what was decided about limits, and remembers it once it is acknowledged. */
final class LimitEffects {

  private final JobViews views;
  private final LimitRecords records;
  private final Sends sends;
  private final ProjectorListener listener;
  private final Said said;

  LimitEffects(
      JobViews views, LimitRecords records, Sends sends, ProjectorListener listener, Said said) {
    this.views = views;
    this.records = records;
    this.sends = sends;
    this.listener = listener;
    this.said = said;
  }

  /** A job that is to have a place in a limit. */
  record Chosen(LimitedJob job, String limit) {}

  private record Going(Chosen chosen, JobView view) {}

  /**
   * @throws RuntimeException if something was not acknowledged; it may have been written
   */
  void letThrough(List<Chosen> chosen, Instant now) {
    Map<JobId, JobView> stored = views(chosen.stream().map(Chosen::job).toList());
    List<Going> going = new ArrayList<>();
    for (Chosen one : chosen) {
      JobView view = stored.get(one.job().id());
      if (view != null
          && one.limit().equals(view.waitsFor())
          && one.job().asked().equals(new Asked(view.attempt(), view.ask()))) {
        going.add(new Going(one, view));
      }
    }
    List<SendOutcome> outcomes =
        sends.each(
            going.stream().map(one -> records.through(one.view(), one.chosen().limit())).toList());
    List<ProducerRecord<byte[], byte[]>> tooLarge = new ArrayList<>();
    RuntimeException failure = null;
    for (int i = 0; i < outcomes.size(); i++) {
      Going one = going.get(i);
      if (!(outcomes.get(i) instanceof SendOutcome.Failed failed)) {
        said.through(one.chosen().job(), one.chosen().limit(), now);
      } else if (failed.cause() instanceof RecordTooLargeException) {
        tooLarge.add(records.refused(one.view(), "larger than its queue takes"));
      } else {
        failure = failed.cause();
      }
    }
    sends.all(tooLarge);
    if (failure != null) {
      throw new IllegalStateException(
          "jobs with limits not acknowledged by their queues: " + failure.getMessage(), failure);
    }
    listener.asked(Reason.LIMIT, going.size());
  }

  /**
   * @throws RuntimeException as {@link #letThrough}
   */
  void refuse(List<LimitedJob> jobs, String reason, Instant now) {
    sends.all(
        views(jobs).values().stream()
            .filter(view -> !view.status().isTerminal())
            .map(view -> records.refused(view, reason))
            .toList());
    jobs.forEach(job -> said.ended(job, now));
  }

  /**
   * @param by the job that is to have their place
   * @throws RuntimeException as {@link #letThrough}
   */
  void replace(List<LimitedJob> jobs, String limit, JobId by, Instant now) {
    sends.all(
        views(jobs).values().stream()
            .filter(view -> !view.status().isTerminal())
            .flatMap(view -> records.replaced(view, limit, by).stream())
            .toList());
    jobs.forEach(job -> said.ended(job, now));
  }

  private Map<JobId, JobView> views(List<LimitedJob> some) {
    return some.isEmpty() ? Map.of() : views.findAll(some.stream().map(LimitedJob::id).toList());
  }
}
