// SPDX-License-Identifier: Apache-2.0
package io.jobmill.gateway.api;

import io.jobmill.gateway.action.WorkerActions;
import io.jobmill.gateway.audit.Actor;
import io.jobmill.gateway.query.Workers;
import io.jobmill.gateway.security.Scope;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Map;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** Taking a worker out of service, and back; its own state follows within a heartbeat or two. */
@RestController
final class WorkerActionsApi {

  private final ApiCallers callers;
  private final Workers workers;
  private final WorkerActions actions;

  WorkerActionsApi(ApiCallers callers, Workers workers, WorkerActions actions) {
    this.callers = callers;
    this.workers = workers;
    this.actions = actions;
  }

  @PostMapping("/api/v1/workers/{id}/drain")
  ResponseEntity<Map<String, Object>> drain(@PathVariable String id, HttpServletRequest request) {
    Actor actor = callers.actor(Scope.MANAGE, request);
    String worker = WorkersApi.existing(workers, id).id();
    actions.drain(worker, actor);
    return accepted(worker, true);
  }

  @PostMapping("/api/v1/workers/{id}/undrain")
  ResponseEntity<Map<String, Object>> undrain(@PathVariable String id, HttpServletRequest request) {
    Actor actor = callers.actor(Scope.MANAGE, request);
    String worker = WorkersApi.existing(workers, id).id();
    actions.undrain(worker, actor);
    return accepted(worker, false);
  }

  private static ResponseEntity<Map<String, Object>> accepted(String worker, boolean drain) {
    return ResponseEntity.status(HttpStatus.ACCEPTED)
        .body(new Answer().with("id", worker).with("drain", drain).fields());
  }
}
