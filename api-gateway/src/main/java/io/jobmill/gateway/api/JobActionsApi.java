// SPDX-License-Identifier: Apache-2.0
package io.jobmill.gateway.api;

import io.jobmill.gateway.action.ActionOutcome;
import io.jobmill.gateway.action.JobActions;
import io.jobmill.gateway.action.RetryOutcome;
import io.jobmill.gateway.action.RetryWish;
import io.jobmill.gateway.audit.Actor;
import io.jobmill.gateway.problem.Refusal;
import io.jobmill.gateway.problem.RequestBodies;
import io.jobmill.gateway.security.Scope;
import io.jobmill.job.JobId;
import io.jobmill.view.JobView;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** What is done to one job: cancelling, running it once more, deleting. */
@RestController
@RequestMapping("/api/v1/jobs/{id}")
final class JobActionsApi {

  private final RequestBodies bodies;
  private final ApiCallers callers;
  private final JobActions actions;
  private final JobDoor door;

  JobActionsApi(RequestBodies bodies, ApiCallers callers, JobActions actions, JobDoor door) {
    this.bodies = bodies;
    this.callers = callers;
    this.actions = actions;
    this.door = door;
  }

  @PostMapping("/cancel")
  ResponseEntity<Map<String, Object>> cancel(@PathVariable String id, HttpServletRequest request) {
    Actor actor = callers.actor(Scope.TRIGGER, request);
    Json body = Json.optionalBody(request, bodies);
    body.allow(Set.of("reason"));
    String reason = body.optionalText("reason").orElse(null);
    JobId job = door.require(id, actor, Scope.TRIGGER).id();
    JobView view = done(job, actions.cancel(job, actor, reason));
    return ResponseEntity.status(HttpStatus.ACCEPTED).body(answer(view, actor));
  }

  @PostMapping("/retry")
  ResponseEntity<Map<String, Object>> retry(@PathVariable String id, HttpServletRequest request) {
    Actor actor = callers.actor(Scope.TRIGGER, request);
    Json.optionalBody(request, bodies).allow(Set.of());
    JobView old = door.require(id, actor, Scope.TRIGGER);
    door.requireOpen(old, actor);
    JobId as = accepted(old.id(), actions.retry(old.id(), actor, RetryWish.AS_IT_WAS));
    @Nullable String template = actor.caller().has(Scope.VIEW) ? old.request().template() : null;
    return ResponseEntity.created(URI.create("/api/v1/jobs/" + as))
        .body(JobAnswer.pending(as.toString(), template).fields());
  }

  @DeleteMapping
  ResponseEntity<Void> delete(@PathVariable String id, HttpServletRequest request) {
    Actor actor = callers.actor(Scope.MANAGE, request);
    JobId job = door.require(id, actor, Scope.MANAGE).id();
    var unused = done(job, actions.delete(job, actor));
    return ResponseEntity.noContent().build();
  }

  private static JobId accepted(JobId old, RetryOutcome outcome) {
    if (outcome instanceof RetryOutcome.Accepted accepted) {
      return accepted.as();
    }
    if (outcome instanceof RetryOutcome.Refused refused) {
      throw Refusal.conflict(refused.reason());
    }
    throw VisibleJobs.unknown(old);
  }

  private static JobView done(JobId id, ActionOutcome outcome) {
    if (outcome instanceof ActionOutcome.Done done) {
      return done.view();
    }
    if (outcome instanceof ActionOutcome.Refused refused) {
      throw Refusal.conflict(refused.reason());
    }
    throw VisibleJobs.unknown(id);
  }

  private static Map<String, Object> answer(JobView view, Actor actor) {
    return actor.caller().has(Scope.VIEW)
        ? JobAnswer.of(view, null).fields()
        : JobAnswer.status(view).fields();
  }
}
