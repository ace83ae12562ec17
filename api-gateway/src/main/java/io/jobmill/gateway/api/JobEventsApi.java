// SPDX-License-Identifier: Apache-2.0
package io.jobmill.gateway.api;

import io.jobmill.gateway.security.Caller;
import io.jobmill.gateway.security.Scope;
import io.jobmill.view.JobView;
import io.jobmill.view.TimelineEntry;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Map;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** The timeline of a job. */
@RestController
final class JobEventsApi {

  private final ApiCallers callers;
  private final VisibleJobs jobs;

  JobEventsApi(ApiCallers callers, VisibleJobs jobs) {
    this.callers = callers;
    this.jobs = jobs;
  }

  @GetMapping("/api/v1/jobs/{id}/events")
  Map<String, Object> events(@PathVariable String id, HttpServletRequest request) {
    Caller caller = callers.with(Scope.VIEW, request);
    var entries = jobs.find(VisibleJobs.id(id), caller).map(JobView::timeline).orElse(List.of());
    return new Answer().with("items", entries.stream().map(JobEventsApi::event).toList()).fields();
  }

  private static Map<String, Object> event(TimelineEntry entry) {
    return new Answer()
        .with("at", entry.at())
        .with("type", entry.type())
        .with("attempt", entry.attempt())
        .with("by", entry.by())
        .with("message", entry.message())
        .with("late", entry.late() ? true : null)
        .fields();
  }
}
