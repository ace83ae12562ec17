// SPDX-License-Identifier: Apache-2.0
package io.jobmill.gateway.api;

import io.jobmill.gateway.definitions.DefinitionTable.Stored;
import io.jobmill.gateway.definitions.Templates;
import io.jobmill.gateway.problem.Refusal;
import io.jobmill.gateway.query.VisibleTemplates;
import io.jobmill.gateway.schedule.Schedules;
import io.jobmill.gateway.schedule.Schedules.Scheduled;
import io.jobmill.gateway.security.Access;
import io.jobmill.gateway.security.Caller;
import io.jobmill.gateway.security.Scope;
import io.jobmill.template.Template;
import io.jobmill.template.TemplateRecord;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Lets a caller at a schedule by the rule of its template: who may trigger that may make, change
 * and take away its schedules, who may read its jobs sees them.
 */
final class ScheduleDoor {

  private final Schedules schedules;
  private final Templates templates;
  private final Access access;
  private final VisibleTemplates visible;

  ScheduleDoor(Schedules schedules, Templates templates, Access access, VisibleTemplates visible) {
    this.schedules = schedules;
    this.templates = templates;
    this.access = access;
    this.visible = visible;
  }

  /**
   * A template that the caller may put on a schedule.
   *
   * @throws Refusal 404 where there is none, or none that may be triggered from outside, which
   *     callers that manage are not bound by; 403 where it is not for this caller
   */
  Stored<TemplateRecord> template(String name, Caller caller) {
    Stored<TemplateRecord> template =
        templates
            .find(name)
            .filter(found -> found.value().template().api() || caller.has(Scope.MANAGE))
            .orElseThrow(() -> Refusal.notFound("template '%s' was not found".formatted(name)));
    if (!access.mayTrigger(caller, template.value().template())) {
      throw Refusal.forbidden("the API key is not permitted to trigger this template");
    }
    return template;
  }

  /** Which of the schedules a caller sees. */
  Predicate<Scheduled> visibleTo(Caller caller) {
    return scheduled -> visible.mayRead(caller, scheduled.definition().request().template());
  }

  /**
   * @throws Refusal 404 where there is none, 403 where it is not for this caller
   */
  Scheduled readable(String name, Caller caller) {
    Scheduled found = existing(name);
    if (!visibleTo(caller).test(found)) {
      throw Refusal.forbidden("the API key is not permitted to read jobs of this template");
    }
    return found;
  }

  /**
   * @throws Refusal as above
   */
  Scheduled changeable(String name, Caller caller) {
    Scheduled found = existing(name);
    requireChangeable(found, caller);
    return found;
  }

  void requireChangeable(Scheduled scheduled, Caller caller) {
    if (!access.mayAct(
        caller, Scope.TRIGGER, template(scheduled.definition().request().template()))) {
      throw Refusal.forbidden("the API key is not permitted to do this to jobs of this template");
    }
  }

  private Scheduled existing(String name) {
    return schedules
        .named(name)
        .orElseThrow(() -> Refusal.notFound("there is no schedule '%s'".formatted(name)));
  }

  private @Nullable Template template(@Nullable String name) {
    return Optional.ofNullable(name)
        .flatMap(templates::find)
        .map(found -> found.value().template())
        .orElse(null);
  }
}
