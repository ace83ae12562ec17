// SPDX-License-Identifier: Apache-2.0
package io.jobmill.gateway.query;

import io.jobmill.view.JobView;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Lists of jobs, the newest first. Thread-safe; throws like {@link StoredLists}. */
public final class JobLists {

  private final StoredLists stored;

  JobLists(StoredLists stored) {
    this.stored = stored;
  }

  /**
   * The part behind a place, whatever came or went before it.
   *
   * @param after where the part before said that the next begins; absent, the newest
   */
  public JobPage page(JobFilter filter, Visibility visible, @Nullable JobPlace after, int limit) {
    List<JobView> found = stored.jobs(filter, visible, after, 0, limit + 1);
    List<JobView> jobs = found.subList(0, Math.min(limit, found.size()));
    return new JobPage(
        jobs,
        found.size() > limit ? Optional.of(JobPlace.of(jobs.get(limit - 1))) : Optional.empty());
  }

  /** The part behind so many jobs. */
  public List<JobView> at(JobFilter filter, Visibility visible, int offset, int limit) {
    return stored.jobs(filter, visible, null, offset, limit);
  }
}
