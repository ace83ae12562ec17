// SPDX-License-Identifier: Apache-2.0
package io.jobmill.gateway.api;

import io.jobmill.gateway.action.JobActions;
import io.jobmill.gateway.audit.Actor;
import io.jobmill.gateway.definitions.Templates;
import io.jobmill.gateway.problem.Refusal;
import io.jobmill.gateway.query.VisibleTemplates;
import io.jobmill.gateway.security.Scope;
import io.jobmill.view.JobView;

/** Lets a caller do something to a job, by the rule of the job's own template. */
final class JobDoor {

  private final JobActions actions;
  private final VisibleTemplates visible;
  private final Templates templates;

  JobDoor(JobActions actions, VisibleTemplates visible, Templates templates) {
    this.actions = actions;
    this.visible = visible;
    this.templates = templates;
  }

  /**
   * The job, if the caller may do what the scope allows to it.
   *
   * @throws Refusal 400 for what is no job id, 404 where there is no such job, 403 where it is not
   *     for this caller
   */
  JobView require(String id, Actor actor, Scope scope) {
    var job = VisibleJobs.id(id);
    JobView view = actions.find(job).orElseThrow(() -> VisibleJobs.unknown(job));
    if (!visible.mayAct(actor.caller(), scope, view)) {
      throw Refusal.forbidden("the API key is not permitted to do this to jobs of this template");
    }
    return view;
  }

  /**
   * @throws Refusal 403 where the template may not be triggered from outside and the caller does
   *     not manage it
   */
  void requireOpen(JobView view, Actor actor) {
    if (!isOpen(view, actor)) {
      throw Refusal.forbidden(
          "template '%s' may not be triggered from outside; running its jobs again needs the scope 'manage'"
              .formatted(view.request().template()));
    }
  }

  boolean isOpen(JobView view, Actor actor) {
    String name = view.request().template();
    boolean closed =
        name != null
            && templates.find(name).filter(found -> !found.value().template().api()).isPresent();
    return !closed || actor.caller().has(Scope.MANAGE);
  }
}
