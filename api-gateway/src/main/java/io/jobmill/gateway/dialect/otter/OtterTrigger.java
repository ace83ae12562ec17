// SPDX-License-Identifier: Apache-2.0
package io.jobmill.gateway.dialect.otter;

import io.jobmill.gateway.audit.Actor;
import io.jobmill.gateway.definitions.DefinitionTable.Stored;
import io.jobmill.gateway.definitions.Templates;
import io.jobmill.gateway.dialect.otter.NamedValues.Named;
import io.jobmill.gateway.problem.Refusal;
import io.jobmill.gateway.security.Access;
import io.jobmill.gateway.trigger.AuditedTrigger;
import io.jobmill.gateway.trigger.IdempotencyKey;
import io.jobmill.gateway.trigger.Submission;
import io.jobmill.job.JobId;
import io.jobmill.job.Value;
import io.jobmill.template.Template;
import io.jobmill.template.TemplateRecord;
import io.jobmill.template.Variable;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Triggers a job from a template; every parameter that means nothing else is a variable. */
final class OtterTrigger {

  static final String TEMPLATE = "template";

  private final Templates templates;
  private final Access access;
  private final AuditedTrigger trigger;

  OtterTrigger(Templates templates, Access access, AuditedTrigger trigger) {
    this.templates = templates;
    this.access = access;
    this.trigger = trigger;
  }

  JobId trigger(OtterParameters parameters, Actor actor, @Nullable IdempotencyKey key) {
    Stored<TemplateRecord> stored = template(parameters.one(TEMPLATE));
    Template template = stored.value().template();
    if (!access.mayTrigger(actor.caller(), template)) {
      throw OtterCallers.refused();
    }
    return trigger.submit(
        stored,
        new Submission(variables(parameters, template), null, null, actor.caller().name())
            .under(key),
        actor);
  }

  /** One that is closed to the API is refused in the words for one that is not there. */
  private Stored<TemplateRecord> template(@Nullable String name) {
    if (name == null || name.isEmpty()) {
      throw Refusal.badRequest("parameter 'template' is missing");
    }
    return templates
        .find(name)
        .filter(stored -> stored.value().template().api())
        .orElseThrow(
            () -> Refusal.notFound("template '%s' was not found".formatted(shortened(name))));
  }

  private static Map<String, Value> variables(OtterParameters parameters, Template template) {
    Map<String, Value> variables = new LinkedHashMap<>();
    for (Named named : parameters.others(TEMPLATE)) {
      variables.put(named.name(), value(named, template));
    }
    return variables;
  }

  /** Several values are a list where the template takes one, else one text with commas. */
  private static Value value(Named named, Template template) {
    Variable variable = template.variable(named.name()).orElse(null);
    if (variable != null && variable.multiple()) {
      return Value.ofList(named.items());
    }
    if (named.list() && variable == null && template.allowNewVariables()) {
      throw Refusal.badRequest(
          "variable '%s' takes one value, not a list".formatted(shortened(named.name())));
    }
    return named.list() ? Value.ofList(named.items()) : Value.of(String.join(",", named.items()));
  }

  private static String shortened(String text) {
    return text.length() > 60 ? text.substring(0, 60) + "…" : text;
  }
}
