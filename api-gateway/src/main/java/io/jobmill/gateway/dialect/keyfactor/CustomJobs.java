// SPDX-License-Identifier: Apache-2.0
package io.jobmill.gateway.dialect.keyfactor;

import io.jobmill.gateway.audit.Actor;
import io.jobmill.gateway.definitions.DefinitionTable.Stored;
import io.jobmill.gateway.dialect.keyfactor.Agents.Agent;
import io.jobmill.gateway.problem.Refusal;
import io.jobmill.gateway.query.KnownWorker;
import io.jobmill.gateway.schedule.Schedules;
import io.jobmill.gateway.security.Access;
import io.jobmill.gateway.security.Caller;
import io.jobmill.gateway.security.Scope;
import io.jobmill.gateway.trigger.AuditedTrigger;
import io.jobmill.gateway.trigger.Submission;
import io.jobmill.gateway.trigger.Trigger;
import io.jobmill.job.JobId;
import io.jobmill.job.JobRequest;
import io.jobmill.job.Operation;
import io.jobmill.job.Pool;
import io.jobmill.job.Target;
import io.jobmill.job.Value;
import io.jobmill.schedule.Schedule;
import io.jobmill.template.Template;
import io.jobmill.template.TemplateRecord;
import io.jobmill.template.Variable;
import io.jobmill.template.VariableRules;
import io.jobmill.template.VariableRules.Checked;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Gives jobs of a type to agents, at once or on a schedule. */
final class CustomJobs {

  private static final String HIDDEN = "********";

  private final JobTypes types;
  private final Access access;
  private final Trigger trigger;
  private final AuditedTrigger audited;
  private final Schedules schedules;

  CustomJobs(
      JobTypes types, Access access, Trigger trigger, AuditedTrigger audited, Schedules schedules) {
    this.types = types;
    this.access = access;
    this.trigger = trigger;
    this.audited = audited;
    this.schedules = schedules;
  }

  /**
   * An order that has been held against its type.
   *
   * @param stored the template to run; absent where agents have a handler of the type's name
   * @param template the same, or what the type says of jobs that have none
   * @param variables what it gets, defaults filled in
   */
  record Ready(
      CustomOrder order,
      JobType type,
      @Nullable Stored<TemplateRecord> stored,
      Template template,
      Map<String, Value> variables) {}

  /**
   * @throws Refusal 400 for a type that is not known, and for fields that it does not take; 403
   *     where it is not for this caller
   */
  Ready check(CustomOrder order, Caller caller) {
    JobType type =
        types
            .named(order.type())
            .orElseThrow(
                () -> Refusal.badRequest("there is no job type '%s'".formatted(order.type())));
    Stored<TemplateRecord> stored = types.template(type).orElse(null);
    Template template = stored == null ? FieldVariables.ofHandler(type) : stored.value().template();
    boolean permitted =
        stored == null
            ? access.mayAct(caller, Scope.TRIGGER, null)
            : access.mayTrigger(caller, template);
    if (!permitted) {
      throw Refusal.forbidden(
          "User does not have the required permissions for job type '%s'".formatted(type.name()));
    }
    Checked checked = VariableRules.check(FieldVariables.laidOver(template, type), order.fields());
    if (checked instanceof Checked.Refused refused) {
      throw Refusal.badRequest(
          refused.reasons().stream()
              .map(text -> text.replaceFirst("^variable ", "job field "))
              .map(
                  text ->
                      text.replaceFirst(
                          "^template (.*) has no variable ", "job type $1 has no field "))
              .toList());
    }
    return new Ready(order, type, stored, template, ((Checked.Accepted) checked).variables());
  }

  /**
   * Returns the id of the series when it is safe.
   *
   * @throws Refusal 400 for an agent that is not to run it, 503 where Kafka does not confirm
   */
  JobId give(Ready ready, Agent agent, Actor actor) {
    Pool pool = requireRuns(agent, ready);
    Submission submission =
        Submission.chosen(
            ready.variables(), new Target(agent.worker().hostname()), actor.caller().name());
    Schedule schedule = ready.order().schedule();
    Stored<TemplateRecord> stored = ready.stored();
    Operation operation = ready.template().operation();
    if (schedule == null) {
      return stored == null
          ? audited.submit(operation, pool, submission, actor)
          : audited.submit(stored, submission, actor);
    }
    JobId id = trigger.newId();
    JobRequest request =
        stored == null
            ? trigger.prepare(operation, submission, id)
            : trigger.prepare(stored, submission, id);
    schedules.create(
        id, schedule, new Schedules.Pattern(request, pool, agent.worker().id()), actor);
    return id;
  }

  /** The fields as an answer shows them: a list, what is obscured hidden. */
  static List<Map<String, Object>> fields(Ready ready) {
    List<Map<String, Object>> fields = new ArrayList<>();
    ready
        .variables()
        .forEach(
            (name, value) -> {
              boolean hidden =
                  ready.template().variable(name).filter(Variable::obscure).isPresent();
              Map<String, Object> field = new LinkedHashMap<>();
              field.put("JobTypeField", name);
              field.put("Value", hidden ? HIDDEN : value.text());
              fields.add(field);
            });
    return fields;
  }

  /** The pool through which the agent gets the job. */
  private static Pool requireRuns(Agent agent, Ready ready) {
    KnownWorker worker = agent.worker();
    if (!agent.approved()) {
      throw Refusal.badRequest(
          "agent %s (%s) is disapproved".formatted(worker.id(), worker.hostname()));
    }
    if (ready.stored() != null) {
      requireMeant(agent, ready.template());
      return ready.template().pool();
    }
    String type = ready.type().name();
    boolean builtIn = ready.template().operation().isBuiltIn();
    if (builtIn || !worker.operations().contains(type)) {
      throw Refusal.badRequest(
          "agent %s (%s) cannot run job type '%s': there is no template of that name, and the agent has no handler of it"
              .formatted(worker.id(), worker.hostname(), type));
    }
    return worker.pools().contains(Pool.DEFAULT) ? Pool.DEFAULT : worker.pools().get(0);
  }

  private static void requireMeant(Agent agent, Template template) {
    String name = agent.worker().hostname();
    if (!agent.worker().pools().contains(template.pool())) {
      throw Refusal.badRequest(
          "agent %s (%s) does not serve pool '%s' of job type '%s'"
              .formatted(agent.worker().id(), name, template.pool(), template.name()));
    }
    if (!Agents.isTargeted(agent.worker(), template)) {
      throw Refusal.badRequest(
          "job type '%s' is for target '%s', which agent %s (%s) is not"
              .formatted(template.name(), template.target(), agent.worker().id(), name));
    }
  }
}
