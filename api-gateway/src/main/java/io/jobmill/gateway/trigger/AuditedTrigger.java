// SPDX-License-Identifier: Apache-2.0
package io.jobmill.gateway.trigger;

import io.jobmill.gateway.audit.Actor;
import io.jobmill.gateway.audit.Audit;
import io.jobmill.gateway.definitions.DefinitionTable.Stored;
import io.jobmill.gateway.problem.Refusal;
import io.jobmill.job.JobId;
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
  private final Audit audit;
  private final boolean noted;

  /**
   * @param noted whether jobs are noted at all
   */
  AuditedTrigger(Trigger trigger, Audit audit, boolean noted) {
    this.trigger = trigger;
    this.audit = audit;
    this.noted = noted;
  }

  /**
   * Returns when the job is safe on its queue.
   *
   * @throws Refusal saying what is wrong with the submission, or 503 if Kafka does not confirm it
   */
  public JobId submit(Stored<TemplateRecord> stored, Submission submission, Actor actor) {
    Template template = stored.value().template();
    JobRequest prepared = trigger.prepare(stored, submission, trigger.newId());
    return put(template.pool(), trigger.addressed(template, prepared), template.name(), actor);
  }

  /** Runs what a handler does, without a template, with the same promise. */
  public JobId submit(Operation operation, Pool pool, Submission submission, Actor actor) {
    return put(pool, trigger.operation(operation, pool, submission), operation.type(), actor);
  }

  private JobId put(Pool pool, JobRequest request, String what, Actor actor) {
    JobId id = Objects.requireNonNull(request.id());
    if (noted) {
      audit.alongside(actor, ACTION, id.toString(), what, () -> trigger.put(pool, request));
    } else {
      trigger.put(pool, request);
    }
    return id;
  }
}
