// SPDX-License-Identifier: Apache-2.0
package io.jobmill.gateway.trigger;

import io.jobmill.gateway.definitions.DefinitionTable.Stored;
import io.jobmill.gateway.problem.Refusal;
import io.jobmill.job.JobId;
import io.jobmill.job.JobRequest;
import io.jobmill.job.Target;
import io.jobmill.job.Value;
import io.jobmill.secret.SecretKeyring;
import io.jobmill.template.Template;
import io.jobmill.template.TemplateRecord;
import io.jobmill.template.Variable;
import io.jobmill.template.VariableRules;
import io.jobmill.template.VariableRules.Checked;
import io.jobmill.wire.JobRequestCodec;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Accepts jobs. Whether the caller may is decided before. Thread-safe. */
public final class Trigger {

  /** The largest request that is put on a queue, which takes records of 4 MiB. */
  static final int MAX_REQUEST_BYTES = 2 * 1024 * 1024;

  private final JobQueues queues;
  private final SecretKeyring keyring;
  private final AcceptedJobs accepted;
  private final Duration latest;
  private final Clock clock;
  private final SecureRandom random = new SecureRandom();

  Trigger(
      JobQueues queues,
      SecretKeyring keyring,
      AcceptedJobs accepted,
      Duration latest,
      Clock clock) {
    this.queues = queues;
    this.keyring = keyring;
    this.accepted = accepted;
    this.latest = latest;
    this.clock = clock;
  }

  /**
   * Returns when the job is safe on its queue.
   *
   * @throws Refusal saying what is wrong with the submission, or 503 if Kafka does not confirm it
   */
  public JobId submit(Stored<TemplateRecord> stored, Submission submission) {
    Template template = stored.value().template();
    requireRunnable(template, submission.target());
    Instant now = clock.instant();
    requireSoon(submission.runAt(), now);
    JobId id = JobId.v7(now, random);
    JobRequest request =
        withVariables(id, template, submission.variables())
            .checkedAgainst(stored.offset())
            .withRunAt(submission.runAt())
            .submitted(submission.submittedBy(), now.truncatedTo(ChronoUnit.MILLIS));
    byte[] record = encode(request);
    queues.put(template.pool(), id, record, keyring.sign(record));
    accepted.accepted(id, template.name());
    return id;
  }

  private static void requireRunnable(Template template, @Nullable Target target) {
    if (target != null && !target.equals(template.target()) && !template.allowTarget()) {
      throw Refusal.badRequest(
          "template '%s' does not allow another target than its own".formatted(template.name()));
    }
    Target wanted = target == null ? template.target() : target;
    if (!wanted.isAny()) {
      throw Refusal.badRequest(
          "target '%s' of template '%s' cannot be run by this version: only _any can"
              .formatted(wanted, template.name()));
    }
  }

  private void requireSoon(@Nullable Instant runAt, Instant now) {
    if (runAt != null && runAt.isAfter(now.plus(latest))) {
      throw Refusal.badRequest("runAt must be within %d days from now".formatted(latest.toDays()));
    }
  }

  private JobRequest withVariables(JobId id, Template template, Map<String, Value> given) {
    Checked checked = VariableRules.check(template, given);
    if (checked instanceof Checked.Refused refused) {
      throw Refusal.badRequest(refused.reasons());
    }
    Map<String, Value> readable = new LinkedHashMap<>();
    Map<String, String> sealed = new LinkedHashMap<>();
    ((Checked.Accepted) checked)
        .variables()
        .forEach(
            (name, value) -> {
              if (template.variable(name).filter(Variable::obscure).isPresent()) {
                sealed.put(name, keyring.seal(id, name, value));
              } else {
                readable.put(name, value);
              }
            });
    return JobRequest.forTemplate(template.name()).withId(id).withVariables(readable, sealed);
  }

  private static byte[] encode(JobRequest request) {
    byte[] record = JobRequestCodec.encode(request);
    if (record.length > MAX_REQUEST_BYTES) {
      throw Refusal.tooLarge(
          "the job request would be larger than %d bytes".formatted(MAX_REQUEST_BYTES));
    }
    return record;
  }
}
