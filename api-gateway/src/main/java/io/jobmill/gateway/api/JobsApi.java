// SPDX-License-Identifier: Apache-2.0
package io.jobmill.gateway.api;

import io.jobmill.gateway.definitions.DefinitionTable.Stored;
import io.jobmill.gateway.definitions.Templates;
import io.jobmill.gateway.problem.Refusal;
import io.jobmill.gateway.problem.RequestBodies;
import io.jobmill.gateway.query.StoredJobs;
import io.jobmill.gateway.security.Access;
import io.jobmill.gateway.security.Caller;
import io.jobmill.gateway.security.Scope;
import io.jobmill.gateway.trigger.Trigger;
import io.jobmill.job.JobId;
import io.jobmill.store.JobViews.StoredResult;
import io.jobmill.template.TemplateRecord;
import io.jobmill.view.JobView;
import io.jobmill.view.Run;
import io.jobmill.view.TimelineEntry;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Jobs: triggering one, and reading where it stands. */
@RestController
@RequestMapping("/api/v1/jobs")
final class JobsApi {

  private final RequestBodies bodies;
  private final ApiCallers callers;
  private final TriggerDoor door;
  private final VisibleJobs jobs;
  private final StoredJobs stored;

  JobsApi(
      RequestBodies bodies,
      ApiCallers callers,
      TriggerDoor door,
      VisibleJobs jobs,
      StoredJobs stored) {
    this.bodies = bodies;
    this.callers = callers;
    this.door = door;
    this.jobs = jobs;
    this.stored = stored;
  }

  /** Which templates a caller may trigger, and triggering one. */
  record TriggerDoor(Templates templates, Access access, Trigger trigger) {

    JobId trigger(NewJob job, Caller caller) {
      Stored<TemplateRecord> template =
          templates
              .find(job.template())
              .filter(found -> found.value().template().api())
              .orElseThrow(
                  () -> Refusal.notFound("template '%s' was not found".formatted(job.template())));
      if (!access.mayTrigger(caller, template.value().template())) {
        throw Refusal.forbidden("the API key is not permitted to trigger this template");
      }
      return trigger.submit(template, job.submission());
    }
  }

  @PostMapping
  ResponseEntity<Map<String, Object>> create(HttpServletRequest request) {
    Caller caller = callers.with(Scope.TRIGGER, request);
    NewJob job = NewJob.of(Json.body(request, bodies), caller.name());
    JobId id = door.trigger(job, caller);
    String template = caller.has(Scope.VIEW) ? job.template() : null;
    return ResponseEntity.created(URI.create("/api/v1/jobs/" + id))
        .body(JobAnswer.pending(id.toString(), template).fields());
  }

  @GetMapping("/{id}")
  ResponseEntity<Map<String, Object>> read(@PathVariable String id, HttpServletRequest request) {
    Caller caller = callers.with(Scope.VIEW, request);
    JobId job = VisibleJobs.id(id);
    Answer answer =
        jobs.find(job, caller)
            .map(this::answer)
            .orElseGet(() -> JobAnswer.pending(job.toString(), null));
    return ResponseEntity.ok(answer.fields());
  }

  @GetMapping("/{id}/events")
  Map<String, Object> events(@PathVariable String id, HttpServletRequest request) {
    Caller caller = callers.with(Scope.VIEW, request);
    var entries = jobs.find(VisibleJobs.id(id), caller).map(JobView::timeline).orElse(List.of());
    return new Answer().with("items", entries.stream().map(JobsApi::event).toList()).fields();
  }

  private Answer answer(JobView view) {
    Run run = view.lastWithResult().orElse(null);
    StoredResult result = run == null ? null : stored.result(view.id(), run).orElse(null);
    return JobAnswer.of(view, result);
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
