// SPDX-License-Identifier: Apache-2.0
package io.jobmill.gateway.api;

import io.jobmill.gateway.problem.Refusal;
import io.jobmill.gateway.query.JobLists;
import io.jobmill.gateway.query.JobPage;
import io.jobmill.gateway.query.JobPlace;
import io.jobmill.gateway.query.StatusCounts;
import io.jobmill.gateway.query.VisibleTemplates;
import io.jobmill.gateway.security.Caller;
import io.jobmill.gateway.security.Scope;
import jakarta.servlet.http.HttpServletRequest;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Lists jobs, the newest first; a caller sees those it may read. */
@RestController
final class JobListApi {

  private static final Set<String> PARAMETERS = new HashSet<>(JobFilters.NAMES);

  static {
    PARAMETERS.addAll(Set.of("limit", "cursor"));
  }

  private final ApiCallers callers;
  private final JobLists jobs;
  private final StatusCounts counts;
  private final VisibleTemplates visible;

  JobListApi(ApiCallers callers, JobLists jobs, StatusCounts counts, VisibleTemplates visible) {
    this.callers = callers;
    this.jobs = jobs;
    this.counts = counts;
    this.visible = visible;
  }

  @GetMapping("/api/v1/jobs")
  Map<String, Object> list(
      @RequestParam(required = false) @Nullable String limit,
      @RequestParam(required = false) @Nullable String cursor,
      HttpServletRequest request) {
    Caller caller = callers.with(Scope.VIEW, request);
    Queries.allow(request, PARAMETERS);
    var filter = JobFilters.read(name -> Queries.all(request, name));
    Page page = Page.of(limit, cursor);
    JobPage found = jobs.page(filter, visible.of(caller), place(page.after()), page.limit());
    return new Answer()
        .with(
            "items", found.jobs().stream().map(view -> JobAnswer.of(view, null).fields()).toList())
        .with("nextCursor", found.next().map(next -> Page.encoded(next.toString())).orElse(null))
        .fields();
  }

  /** How many there are of each status, of those the caller may read. */
  @GetMapping("/api/v1/jobs/counts")
  Map<String, Object> counts(HttpServletRequest request) {
    Caller caller = callers.with(Scope.VIEW, request);
    Answer answer = new Answer();
    counts.all(visible.of(caller)).forEach((status, count) -> answer.with(status.word(), count));
    return answer.fields();
  }

  static @Nullable JobPlace place(@Nullable String after) {
    return after == null
        ? null
        : JobPlace.parse(after)
            .orElseThrow(() -> Refusal.badRequest("cursor is none that was given out"));
  }
}
