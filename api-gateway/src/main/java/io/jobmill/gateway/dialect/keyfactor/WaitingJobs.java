// SPDX-License-Identifier: Apache-2.0
package io.jobmill.gateway.dialect.keyfactor;

import io.jobmill.gateway.problem.Refusal;
import io.jobmill.gateway.query.JobFilter;
import io.jobmill.gateway.query.JobLists;
import io.jobmill.gateway.query.StoredJobs;
import io.jobmill.gateway.query.Visibility;
import io.jobmill.gateway.schedule.Schedules;
import io.jobmill.job.JobId;
import io.jobmill.job.JobStatus;
import io.jobmill.view.JobView;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/** Everything that is going to run: first the schedules, then the jobs that wait. */
final class WaitingJobs {

  private static final Set<JobStatus> STATUSES = Set.of(JobStatus.PENDING, JobStatus.SCHEDULED);

  /** More waiting jobs are not filtered, sorted or listed here: that is what queries are for. */
  private static final int MOST = 2_000;

  private final Schedules schedules;
  private final JobLists jobs;
  private final StoredJobs stored;

  WaitingJobs(Schedules schedules, JobLists jobs, StoredJobs stored) {
    this.schedules = schedules;
    this.jobs = jobs;
    this.stored = stored;
  }

  /** Whether no agent has begun the job. */
  static boolean isWaiting(JobView view) {
    return STATUSES.contains(view.status());
  }

  /** Whether there is a job of this id, projected by now, that no agent has begun. */
  boolean isWaiting(JobId id) {
    return stored.find(id).filter(WaitingJobs::isWaiting).isPresent();
  }

  /**
   * All of them; of one series, one.
   *
   * @param visible of which templates
   * @throws Refusal 400 where more wait than can be listed here
   */
  List<WaitingJob> all(Predicate<WaitingJob> visible) {
    List<WaitingJob> all = new ArrayList<>();
    Set<JobId> listed = new HashSet<>();
    schedules.all().stream()
        .flatMap(scheduled -> WaitingJob.of(scheduled).stream())
        .filter(visible)
        .forEach(all::add);
    all.forEach(waiting -> listed.add(waiting.id()));
    for (JobView view : views()) {
      WaitingJob waiting = WaitingJob.of(view);
      if (visible.test(waiting) && listed.add(waiting.id())) {
        all.add(waiting);
      }
    }
    return all;
  }

  /** The jobs that wait, the newest first. */
  private List<JobView> views() {
    List<JobView> views = jobs.at(JobFilter.of(STATUSES), Visibility.EVERYTHING, 0, MOST + 1);
    if (views.size() > MOST) {
      throw Refusal.badRequest(
          "more than %d jobs wait, too many to list here; GET /api/v1/jobs?status=pending lists them"
              .formatted(MOST));
    }
    return views;
  }
}
