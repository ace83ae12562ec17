// SPDX-License-Identifier: Apache-2.0
package io.jobmill.gateway.dialect.osapi;

import io.jobmill.gateway.action.ActionOutcome;
import io.jobmill.gateway.action.JobActions;
import io.jobmill.gateway.action.RetryOutcome;
import io.jobmill.gateway.action.RetryWish;
import io.jobmill.gateway.audit.Actor;
import io.jobmill.gateway.definitions.Templates;
import io.jobmill.gateway.problem.Refusal;
import io.jobmill.gateway.query.VisibleTemplates;
import io.jobmill.gateway.security.Permission;
import io.jobmill.gateway.security.Scope;
import io.jobmill.job.JobId;
import io.jobmill.job.Target;
import io.jobmill.template.Template;
import io.jobmill.view.JobView;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;

/** Deletes jobs and runs them once more, in any state. */
final class OsapiChanges {

  private final JobActions actions;
  private final VisibleTemplates visible;
  private final Templates templates;
  private final OsapiTargets targets;
  private final Clock clock;

  OsapiChanges(
      JobActions actions,
      VisibleTemplates visible,
      Templates templates,
      OsapiTargets targets,
      Clock clock) {
    this.actions = actions;
    this.visible = visible;
    this.templates = templates;
    this.targets = targets;
    this.clock = clock;
  }

  /**
   * @throws Refusal 404 where there is none, 403 where it is not for this caller
   */
  OsapiReply delete(JobId id, Actor actor) {
    require(id, actor, Permission.JOB_DELETE);
    if (actions.delete(id, actor) instanceof ActionOutcome.Done) {
      return OsapiReply.NO_CONTENT;
    }
    throw OsapiJobs.unknown(id);
  }

  /**
   * @throws Refusal also 400 for a target nobody is, and for a job of which nobody knows any more
   *     what it was to do
   */
  OsapiReply retry(JobId id, Map<String, @Nullable Object> body, Actor actor) {
    String asked = NewOperation.target(body);
    JobView old = require(id, actor, Permission.JOB_WRITE);
    Template template = template(old).orElse(null);
    if (template != null && !template.api() && !actor.caller().has(Scope.MANAGE)) {
      throw Refusal.forbidden(
          "Insufficient permissions: jobs of this template are not started from outside");
    }
    Target target = asked == null ? unasked(template) : targets.of(asked);
    return OsapiReply.created(OsapiSubmissions.created(anew(id, actor, target), clock.instant()));
  }

  private JobId anew(JobId id, Actor actor, @Nullable Target target) {
    RetryOutcome outcome;
    try {
      outcome = actions.retry(id, actor, new RetryWish(target, true, false));
    } catch (Refusal refusal) {
      throw refusal.status() == HttpStatus.CONFLICT.value()
          ? Refusal.badRequest(refusal.detail())
          : refusal;
    }
    if (outcome instanceof RetryOutcome.Accepted accepted) {
      return accepted.as();
    }
    if (outcome instanceof RetryOutcome.Refused refused) {
      throw Refusal.badRequest(refused.reason());
    }
    throw OsapiJobs.unknown(id);
  }

  /** Any agent; but the template's own agents where it lets nobody choose. */
  private static @Nullable Target unasked(@Nullable Template template) {
    return template != null && !template.allowTarget() ? template.target() : Target.ANY;
  }

  private JobView require(JobId id, Actor actor, Permission permission) {
    JobView view = actions.find(id).orElseThrow(() -> OsapiJobs.unknown(id));
    if (!visible.mayAct(actor.caller(), permission, view)) {
      throw OsapiJobs.closed();
    }
    return view;
  }

  private Optional<Template> template(JobView view) {
    return Optional.ofNullable(view.request().template())
        .flatMap(templates::find)
        .map(stored -> stored.value().template());
  }
}
