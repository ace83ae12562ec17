// SPDX-License-Identifier: Apache-2.0
package io.jobmill.gateway.dialect.keyfactor;

import io.jobmill.gateway.action.ActionOutcome;
import io.jobmill.gateway.action.JobActions;
import io.jobmill.gateway.action.RetryOutcome;
import io.jobmill.gateway.action.RetryWish;
import io.jobmill.gateway.audit.Actor;
import io.jobmill.gateway.problem.Refusal;
import io.jobmill.job.JobId;
import io.jobmill.store.HistoryRow;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Acknowledges runs, and runs again what they were runs of. */
final class RowActions {

  private static final RetryWish AGAIN = new RetryWish(null, true, true);

  private final JobActions actions;

  RowActions(JobActions actions) {
    this.actions = actions;
  }

  /** Takes note of these runs; those that were noted already are left as they are. */
  void acknowledge(List<HistoryRow> rows, Actor actor) {
    Map<JobId, List<Long>> byJob =
        rows.stream()
            .filter(row -> !row.run().acknowledged())
            .collect(
                Collectors.groupingBy(
                    HistoryRow::job,
                    LinkedHashMap::new,
                    Collectors.mapping(row -> row.run().historyId(), Collectors.toList())));
    byJob.forEach(
        (job, ids) -> {
          if (actions.acknowledge(job, ids, actor) instanceof ActionOutcome.Refused refused) {
            throw Refusal.badRequest(refused.reason());
          }
        });
  }

  /** Runs the last of the jobs of each series again, at once and in the same series. */
  void reschedule(List<HistoryRow> rows, Actor actor) {
    Map<JobId, JobId> lastOfSeries = new LinkedHashMap<>();
    rows.forEach(row -> lastOfSeries.put(row.series(), row.job()));
    for (JobId job : lastOfSeries.values()) {
      if (actions.retry(job, actor, AGAIN) instanceof RetryOutcome.Refused refused) {
        throw Refusal.badRequest(refused.reason());
      }
    }
  }
}
