// SPDX-License-Identifier: Apache-2.0
package io.jobmill.gateway.api;

import io.jobmill.gateway.audit.Actor;
import io.jobmill.gateway.definitions.DefinitionTable.Stored;
import io.jobmill.gateway.definitions.Templates;
import io.jobmill.gateway.problem.Refusal;
import io.jobmill.gateway.problem.RequestBodies;
import io.jobmill.gateway.security.Access;
import io.jobmill.gateway.security.Caller;
import io.jobmill.gateway.security.Scope;
import io.jobmill.gateway.trigger.AuditedTrigger;
import io.jobmill.gateway.trigger.IdempotencyKey;
import io.jobmill.job.JobId;
import io.jobmill.template.TemplateRecord;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Jobs: triggering one, and reading where it stands. */
@RestController
@RequestMapping("/api/v1/jobs")
final class JobsApi {

  private static final String WAIT = "wait";

  private final RequestBodies bodies;
  private final ApiCallers callers;
  private final TriggerDoor door;
  private final JobAnswers jobs;
  private final JobWaits waits;

  JobsApi(
      RequestBodies bodies, ApiCallers callers, TriggerDoor door, JobAnswers jobs, JobWaits waits) {
    this.bodies = bodies;
    this.callers = callers;
    this.door = door;
    this.jobs = jobs;
    this.waits = waits;
  }

  /** Which templates a caller may trigger, and triggering one. */
  record TriggerDoor(Templates templates, Access access, AuditedTrigger trigger) {

    JobId trigger(NewJob job, Actor actor) {
      Stored<TemplateRecord> template =
          templates
              .find(job.template())
              .filter(found -> found.value().template().api())
              .orElseThrow(
                  () -> Refusal.notFound("template '%s' was not found".formatted(job.template())));
      if (!access.mayTrigger(actor.caller(), template.value().template())) {
        throw Refusal.forbidden("the API key is not permitted to trigger this template");
      }
      return trigger.submit(template, job.submission(), actor);
    }
  }

  @PostMapping(params = "!" + WAIT)
  ResponseEntity<Map<String, Object>> create(HttpServletRequest request) {
    Actor actor = callers.actor(Scope.TRIGGER, request);
    Caller caller = actor.caller();
    NewJob job = job(request, caller);
    JobId id = door.trigger(job, actor);
    return created(id)
        .body(
            job.submission().key() == null
                ? jobs.pending(id, caller.has(Scope.VIEW) ? job.template() : null)
                : jobs.accepted(id, job.template(), caller));
  }

  /** The job is accepted before anybody waits, whatever becomes of the waiting. */
  @PostMapping(params = WAIT)
  CompletionStage<ResponseEntity<Map<String, Object>>> createAndWait(
      @RequestParam(WAIT) String wait, HttpServletRequest request) {
    Actor actor = callers.actor(Scope.TRIGGER, request);
    Caller caller = actor.caller();
    Duration longest = WaitTime.of(wait);
    NewJob job = job(request, caller);
    JobId id = door.trigger(job, actor);
    return waits
        .over(id, longest)
        .thenApply(over -> created(id).body(jobs.accepted(id, job.template(), caller)));
  }

  @GetMapping(path = "/{id}", params = "!" + WAIT)
  Map<String, Object> read(@PathVariable String id, HttpServletRequest request) {
    Caller caller = callers.with(Scope.VIEW, request);
    return jobs.read(VisibleJobs.id(id), caller);
  }

  @GetMapping(path = "/{id}", params = WAIT)
  CompletionStage<Map<String, Object>> readAndWait(
      @PathVariable String id, @RequestParam(WAIT) String wait, HttpServletRequest request) {
    Caller caller = callers.with(Scope.VIEW, request);
    Duration longest = WaitTime.of(wait);
    JobId job = VisibleJobs.id(id);
    var unused = jobs.read(job, caller);
    return waits.over(job, longest).thenApply(over -> jobs.read(job, caller));
  }

  private NewJob job(HttpServletRequest request, Caller caller) {
    return NewJob.of(Json.body(request, bodies), caller.name(), IdempotencyKey.of(request, caller));
  }

  private static ResponseEntity.BodyBuilder created(JobId id) {
    return ResponseEntity.created(URI.create("/api/v1/jobs/" + id));
  }
}
