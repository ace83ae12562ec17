// SPDX-License-Identifier: Apache-2.0
package io.jobmill.gateway.action;

import io.jobmill.event.JobEvent;
import io.jobmill.gateway.audit.Actor;
import io.jobmill.gateway.audit.Audit;
import io.jobmill.gateway.problem.Refusal;
import io.jobmill.gateway.trigger.Repeats;
import io.jobmill.job.JobId;
import io.jobmill.view.JobView;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs many jobs once more, each as {@link JobActions#retry} does it. Thread-safe. */
public final class BulkRetry {

  /** After so many the old jobs are told, so that a crash repeats no more than these. */
  private static final int STEP = 100;

  private static final Logger log = LoggerFactory.getLogger(BulkRetry.class);

  private final Projected projected;
  private final ChangeRecords records;
  private final Repeats repeats;
  private final Audit audit;

  BulkRetry(Projected projected, ChangeRecords records, Repeats repeats, Audit audit) {
    this.projected = projected;
    this.records = records;
    this.repeats = repeats;
    this.audit = audit;
  }

  /**
   * @param accepted the new job of each old one
   * @param refused why the others were not run again
   */
  public record Result(Map<JobId, JobId> accepted, Map<JobId, String> refused) {}

  /** Whether an operator has had this job run again already. */
  public static boolean wasRetried(JobView view) {
    return view.timeline().stream()
        .anyMatch(entry -> entry.type().equals(JobEvent.Retried.TYPE) && !entry.late());
  }

  /**
   * Runs them again in this order.
   *
   * @param jobs of states that allow it
   */
  public Result retry(List<JobView> jobs, Actor actor) {
    Map<JobId, JobId> accepted = new LinkedHashMap<>();
    Map<JobId, String> refused = new LinkedHashMap<>();
    for (int i = 0; i < jobs.size(); i += STEP) {
      step(jobs.subList(i, Math.min(i + STEP, jobs.size())), actor, accepted, refused);
    }
    return new Result(accepted, refused);
  }

  private void step(
      List<JobView> jobs, Actor actor, Map<JobId, JobId> accepted, Map<JobId, String> refused) {
    List<JobEvent> links = new ArrayList<>();
    for (JobView view : jobs) {
      try {
        JobId as = repeats.submit(view, new Repeats.Anew(null, actor.caller().name(), false));
        links.add(new JobEvent.Retried(records.envelope(view), as, actor.name()));
        accepted.put(view.id(), as);
        audit.done(actor, JobActions.RETRY, view.id().toString(), "as " + as);
      } catch (Refusal refusal) {
        refused.put(view.id(), refusal.detail());
        audit.refused(actor, JobActions.RETRY, view.id().toString(), refusal.detail());
      }
    }
    tell(links);
  }

  /** The new jobs are safe, so that they are answered even where the old ones cannot name them. */
  private void tell(List<JobEvent> links) {
    if (links.isEmpty()) {
      return;
    }
    try {
      projected.through(records.events(links));
    } catch (Refusal late) {
      log.warn("retried jobs cannot name their successors yet jobs={}", links.size());
    }
  }
}
