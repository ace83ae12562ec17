// SPDX-License-Identifier: Apache-2.0
package io.jobmill.gateway.action;

import io.jobmill.gateway.problem.Refusal;
import io.jobmill.gateway.query.JobLookup;
import io.jobmill.gateway.query.Lookup;
import io.jobmill.gateway.query.StoredJobs;
import io.jobmill.gateway.query.StoredLists;
import io.jobmill.job.JobId;
import io.jobmill.view.JobView;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

/** Waits until the read model has got to where it has to be, for a bounded time. */
final class Projected {

  private static final String LATE = "this is under way and not to be seen yet; ask again";
  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(20);

  /** Five seconds and what the store takes to answer. */
  private static final int MOST_LOOKS = 250;

  /** Most likely nobody was ever given that id: three quarters of a second. */
  private static final int MOST_LOOKS_FOR_ANYBODYS = 37;

  private static final Duration RETRY = Duration.ofSeconds(2);

  private final JobLookup jobs;
  private final StoredJobs stored;
  private final StoredLists lists;

  Projected(JobLookup jobs, StoredJobs stored, StoredLists lists) {
    this.jobs = jobs;
    this.stored = stored;
    this.lists = lists;
  }

  /**
   * The job, once it is projected; empty if there is none.
   *
   * @throws Refusal 503 if it was accepted and is not projected in time, or if its id is so new
   *     that another gateway may have accepted it just now
   */
  Optional<JobView> find(JobId id) {
    for (int looks = 1; ; looks++) {
      Lookup lookup = jobs.find(id);
      if (lookup instanceof Lookup.Found found) {
        return Optional.of(found.view());
      }
      if (lookup instanceof Lookup.Unknown) {
        return Optional.empty();
      }
      pauseForJob(looks, (Lookup.Pending) lookup);
    }
  }

  /**
   * The job, once the event at this offset is in it; also one that is deleted.
   *
   * @throws Refusal 503 if that takes too long; the wish is written and will be fulfilled
   */
  JobView through(JobId id, long offset) {
    for (int looks = 1; ; looks++) {
      Optional<JobView> view = stored.find(id).filter(found -> found.applied() >= offset);
      if (view.isPresent()) {
        return view.get();
      }
      pause(looks, MOST_LOOKS, LATE);
    }
  }

  /**
   * Returns once each of these jobs has its event.
   *
   * @throws Refusal 503 as above
   */
  void through(Map<JobId, Long> offsets) {
    Map<JobId, Long> missing = new HashMap<>(offsets);
    for (int looks = 1; ; looks++) {
      lists.progress(missing.keySet()).forEach((id, at) -> forget(missing, id, at.applied()));
      if (missing.isEmpty()) {
        return;
      }
      pause(looks, MOST_LOOKS, LATE);
    }
  }

  private static void pauseForJob(int looks, Lookup.Pending pending) {
    if (pending.template() != null) {
      pause(looks, MOST_LOOKS, "the job is accepted and not to be seen yet; ask again");
    } else {
      pause(
          looks,
          MOST_LOOKS_FOR_ANYBODYS,
          "no job has this id so far; if it was accepted just now, ask again");
    }
  }

  private static void forget(Map<JobId, Long> missing, JobId id, long applied) {
    missing.computeIfPresent(id, (job, offset) -> applied >= offset ? null : offset);
  }

  private static void pause(int looks, int most, String late) {
    if (looks >= most) {
      throw Refusal.unavailable(late, RETRY);
    }
    LockSupport.parkNanos(BETWEEN_LOOKS.toNanos());
  }
}
