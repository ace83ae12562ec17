// SPDX-License-Identifier: Apache-2.0
package io.jobmill.gateway.query;

import io.jobmill.job.JobId;
import io.jobmill.job.JobStatus;
import io.jobmill.store.HistoryRow;
import io.jobmill.view.JobView;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Lists of what the store holds, without what is deleted. Every method throws {@link
 * io.jobmill.gateway.problem.Refusal}: 503 where the store is away, 400 for a question that takes
 * it too long.
 */
public interface StoredLists {

  /**
   * Jobs, the newest first.
   *
   * @param after only those behind this place; absent, from the first one on
   */
  List<JobView> jobs(
      JobFilter filter, Visibility visible, @Nullable JobPlace after, int skip, int most);

  /** How many jobs there are of each status; a status without any may be absent. */
  Map<JobStatus, Long> statusCounts(Visibility visible);

  List<HistoryRow> runs(RunQuestion question);

  /**
   * How many runs the condition is true of, as far as {@code most}: counting costs. Empty where it
   * takes too long.
   */
  Optional<Long> countRuns(RunCondition condition, Visibility visible, int most);

  /** Where those of these jobs stand that there are. */
  Map<JobId, Progress> progress(Collection<JobId> ids);

  /**
   * @param applied the offset of the last event applied
   */
  record Progress(JobStatus status, long applied) {}
}
