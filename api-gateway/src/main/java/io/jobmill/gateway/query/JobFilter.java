// SPDX-License-Identifier: Apache-2.0
package io.jobmill.gateway.query;

import io.jobmill.job.JobStatus;
import io.jobmill.job.Pool;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which jobs a list is of. Deleted ones are in none.
 *
 * @param statuses any of these; empty, any at all
 * @param template of this template, in any case; absent, of any
 * @param pool in this pool; absent, in any
 * @param from queued at this time or later
 * @param to queued before this time
 * @param exhausted only those that failed and have no attempt left
 */
public record JobFilter(
    Set<JobStatus> statuses,
    @Nullable String template,
    @Nullable Pool pool,
    @Nullable Instant from,
    @Nullable Instant to,
    boolean exhausted) {

  /** Every job. */
  public static final JobFilter NONE = new JobFilter(Set.of(), null, null, null, null, false);

  public JobFilter {
    statuses = Set.copyOf(statuses);
  }

  public static JobFilter of(Set<JobStatus> statuses) {
    return new JobFilter(statuses, null, null, null, null, false);
  }

  public JobFilter withStatuses(Set<JobStatus> others) {
    return new JobFilter(others, template, pool, from, to, exhausted);
  }
}
