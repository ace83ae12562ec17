// SPDX-License-Identifier: Apache-2.0
package io.jobmill.gateway.trigger;

import io.jobmill.gateway.audit.Actor;
import io.jobmill.gateway.audit.Audit;
import io.jobmill.gateway.definitions.DefinitionTable.Stored;
import io.jobmill.gateway.problem.Refusal;
import io.jobmill.job.JobId;
import io.jobmill.job.JobQueue;
import io.jobmill.job.JobRequest;
import io.jobmill.job.Operation;
import io.jobmill.job.Pool;
import io.jobmill.template.Template;
import io.jobmill.template.TemplateRecord;
import java.util.Objects;

/**
 * Accepts jobs that somebody asks for, and notes in the audit trail who did. What asks for nothing
 * that can be run is refused and not noted: nothing has changed. Thread-safe.
 */
public final class AuditedTrigger {

  private static final String ACTION = "job.trigger";

  private final Trigger trigger;
  private final Decisions decisions;
  private final Audit audit;
  private final boolean noted;

  /**
   * @param noted whether jobs are noted at all
   */
  AuditedTrigger(Trigger trigger, Decisions decisions, Audit audit, boolean noted) {
    this.trigger = trigger;
    this.decisions = decisions;
    this.audit = audit;
    this.noted = noted;
  }

  /**
   * Returns when the job is safe on its queue; with an idempotency key, when there is the one job
   * of that key.
   *
   * @throws Refusal saying what is wrong with the submission, 409 if its key was used for another,
   *     or 503 if Kafka does not confirm it
   */
  public JobId submit(Stored<TemplateRecord> stored, Submission submission, Actor actor) {
    Template template = stored.value().template();
    String name = template.name();
    JobQueue queue = template.queue();
    IdempotencyKey key = submission.key();
    if (key == null) {
      JobRequest prepared = trigger.prepare(stored, submission, trigger.newId());
      return put(queue, trigger.addressed(template, prepared), name, actor);
    }
    JobId id = key.job(name);
    decisions.once(
        id,
        submission.asked(name),
        fingerprint ->
            putForDecision(
                queue,
                trigger
                    .addressed(template, trigger.prepare(stored, submission, id))
                    .repeatable(fingerprint),
                name,
                actor));
    return id;
  }

  /** Runs what a handler does, without a template, with the same promise. */
  public JobId submit(Operation operation, Pool pool, Submission submission, Actor actor) {
    String type = operation.type();
    JobQueue queue = JobQueue.normal(pool);
    IdempotencyKey key = submission.key();
    if (key == null) {
      JobId id = trigger.newId();
      return put(queue, trigger.operation(operation, pool, submission, id), type, actor);
    }
    JobId id = key.job(type);
    decisions.once(
        id,
        submission.asked(operation),
        fingerprint ->
            putForDecision(
                queue,
                trigger.operation(operation, pool, submission, id).repeatable(fingerprint),
                type,
                actor));
    return id;
  }

  private JobId put(JobQueue queue, JobRequest request, String what, Actor actor) {
    JobId id = Objects.requireNonNull(request.id());
    note(id, what, actor, () -> trigger.put(queue, request));
    return id;
  }

  private void putForDecision(JobQueue queue, JobRequest request, String what, Actor actor) {
    JobId id = Objects.requireNonNull(request.id());
    note(id, what, actor, () -> trigger.putForDecision(queue, request));
  }

  private void note(JobId id, String what, Actor actor, Runnable write) {
    if (noted) {
      audit.alongside(actor, ACTION, id.toString(), what, write);
    } else {
      write.run();
    }
  }
}
