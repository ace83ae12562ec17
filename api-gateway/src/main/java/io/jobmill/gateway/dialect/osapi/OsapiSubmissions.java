// SPDX-License-Identifier: Apache-2.0
package io.jobmill.gateway.dialect.osapi;

import io.jobmill.gateway.audit.Actor;
import io.jobmill.gateway.definitions.DefinitionTable.Stored;
import io.jobmill.gateway.definitions.Templates;
import io.jobmill.gateway.problem.Refusal;
import io.jobmill.gateway.query.KnownWorker;
import io.jobmill.gateway.query.Workers;
import io.jobmill.gateway.security.Access;
import io.jobmill.gateway.security.Scope;
import io.jobmill.gateway.trigger.AuditedTrigger;
import io.jobmill.gateway.trigger.IdempotencyKey;
import io.jobmill.gateway.trigger.Submission;
import io.jobmill.job.JobId;
import io.jobmill.job.OneLine;
import io.jobmill.job.Operation;
import io.jobmill.job.Pool;
import io.jobmill.job.Target;
import io.jobmill.job.Value;
import io.jobmill.template.TemplateRecord;
import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Makes jobs of operations: of a template of that name, or of what a handler runs. */
final class OsapiSubmissions {

  private final Templates templates;
  private final Access access;
  private final AuditedTrigger trigger;
  private final Workers workers;
  private final Clock clock;

  OsapiSubmissions(
      Templates templates, Access access, AuditedTrigger trigger, Workers workers, Clock clock) {
    this.templates = templates;
    this.access = access;
    this.trigger = trigger;
    this.workers = workers;
    this.clock = clock;
  }

  /**
   * @throws Refusal 400 for a type that there is not or a target nobody is, 403 where the caller
   *     may not, 409 where the key was used for another operation
   */
  OsapiReply submit(NewOperation wanted, Actor actor, @Nullable IdempotencyKey key) {
    Target target = new OsapiTargets(workers).of(wanted.target());
    Optional<Stored<TemplateRecord>> template =
        templates.find(wanted.type()).filter(stored -> stored.value().template().api());
    JobId id =
        template.isPresent()
            ? ofTemplate(
                template.get(), submission(wanted.variables(), target, actor).under(key), actor)
            : ofHandler(wanted, submission(Map.of(), target, actor).under(key), actor);
    return OsapiReply.created(created(id, clock.instant()));
  }

  static Map<String, Object> created(JobId id, Instant now) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("job_id", id.toString());
    fields.put("status", "created");
    fields.put("revision", 1);
    fields.put("timestamp", JobDetail.seconds(now));
    return fields;
  }

  private static Submission submission(Map<String, Value> variables, Target target, Actor actor) {
    return new Submission(variables, target, null, actor.caller().name());
  }

  private JobId ofTemplate(Stored<TemplateRecord> template, Submission submission, Actor actor) {
    if (!access.mayTrigger(actor.caller(), template.value().template())) {
      throw OsapiJobs.closed();
    }
    return trigger.submit(template, submission, actor);
  }

  private JobId ofHandler(NewOperation wanted, Submission submission, Actor actor) {
    Operation operation = new Operation(wanted.type(), wanted.data());
    Pool pool = pool(operation, Objects.requireNonNull(submission.target()));
    if (!access.mayAct(actor.caller(), Scope.TRIGGER, null)) {
      throw Refusal.forbidden(
          "Insufficient permissions: this key is for certain templates or pools only");
    }
    return trigger.submit(operation, pool, submission, actor);
  }

  /**
   * Where workers that are meant have a handler of this name; what brings its own code is no such
   * name.
   */
  private Pool pool(Operation operation, Target target) {
    return workers.all().stream()
        .filter(KnownWorker::alive)
        .filter(worker -> !operation.isBuiltIn())
        .filter(worker -> worker.operations().contains(operation.type()))
        .filter(worker -> target.matches(worker.id(), worker.hostname(), worker.labels()))
        .flatMap(worker -> worker.pools().stream())
        .min(
            Comparator.comparing((Pool pool) -> !pool.equals(Pool.DEFAULT))
                .thenComparing(Pool::name))
        .orElseThrow(
            () ->
                Refusal.badRequest(
                    "operation.type %s is neither a template that may be triggered nor a handler of an agent that is meant"
                        .formatted(OneLine.quoted(operation.type()))));
  }
}
