// SPDX-License-Identifier: Apache-2.0
package io.jobmill.gateway.api;

import io.jobmill.gateway.problem.Refusal;
import io.jobmill.gateway.query.RunCondition;
import io.jobmill.gateway.query.RunField;
import io.jobmill.gateway.query.RunLists;
import io.jobmill.gateway.query.RunOperator;
import io.jobmill.gateway.query.RunOrder;
import io.jobmill.gateway.query.RunQuestion;
import io.jobmill.gateway.query.Visibility;
import io.jobmill.gateway.security.Scope;
import io.jobmill.job.JobId;
import io.jobmill.store.HistoryRow;
import io.jobmill.view.Run;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The runs of one job, all of them, in the order they began. */
@RestController
final class JobRunsApi {

  private final ApiCallers callers;
  private final VisibleJobs jobs;
  private final RunLists runs;

  JobRunsApi(ApiCallers callers, VisibleJobs jobs, RunLists runs) {
    this.callers = callers;
    this.jobs = jobs;
    this.runs = runs;
  }

  @GetMapping("/api/v1/jobs/{id}/runs")
  Map<String, Object> list(
      @PathVariable String id,
      @RequestParam(required = false) @Nullable String limit,
      @RequestParam(required = false) @Nullable String cursor,
      HttpServletRequest request) {
    var caller = callers.with(Scope.VIEW, request);
    JobId job = VisibleJobs.id(id);
    JobId series = jobs.find(job, caller).map(view -> view.request().series()).orElse(job);
    Page page = Page.of(limit, cursor);
    List<HistoryRow> found = runs.list(question(job, series, page));
    List<HistoryRow> rows = found.subList(0, Math.min(page.limit(), found.size()));
    return new Answer()
        .with("items", rows.stream().map(row -> answer(row.run())).toList())
        .with(
            "nextCursor",
            found.size() > page.limit()
                ? Page.encoded(Long.toString(rows.get(rows.size() - 1).run().historyId()))
                : null)
        .fields();
  }

  /** The series comes first: by it rows are found. */
  private static RunQuestion question(JobId job, JobId series, Page page) {
    RunCondition ofJob =
        RunCondition.and(
            RunCondition.is(RunField.SERIES, series.toString()),
            RunCondition.is(RunField.JOB, job.toString()));
    String after = page.after();
    RunCondition wanted =
        after == null
            ? ofJob
            : RunCondition.and(
                ofJob, new RunCondition.Compare(RunField.ID, RunOperator.GT, historyId(after)));
    return new RunQuestion(
        wanted, Visibility.EVERYTHING, RunOrder.OLDEST_FIRST, 0, page.limit() + 1);
  }

  private static long historyId(String after) {
    if (!after.matches("\\d{1,18}")) {
      throw Refusal.badRequest("cursor is none that was given out");
    }
    return Long.parseLong(after);
  }

  private static Map<String, Object> answer(Run run) {
    return new Answer()
        .with("historyId", run.historyId())
        .with("attempt", run.attempt())
        .with("status", run.status().word())
        .with("worker", run.worker().id())
        .with("hostname", run.hostname())
        .with("startedAt", run.startedAt())
        .with("endedAt", run.endedAt())
        .with("changed", run.changed())
        .with("message", run.message())
        .with("exitCode", run.exitCode())
        .with("progress", ProgressAnswer.of(run.progress()))
        .fields();
  }
}
