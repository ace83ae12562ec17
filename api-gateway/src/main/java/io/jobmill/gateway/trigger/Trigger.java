// SPDX-License-Identifier: Apache-2.0
package io.jobmill.gateway.trigger;

import io.jobmill.gateway.definitions.DefinitionTable.Stored;
import io.jobmill.gateway.problem.Refusal;
import io.jobmill.gateway.trace.CallTrace;
import io.jobmill.job.JobId;
import io.jobmill.job.JobQueue;
import io.jobmill.job.JobRequest;
import io.jobmill.job.Operation;
import io.jobmill.job.Pool;
import io.jobmill.job.Trace;
import io.jobmill.job.Value;
import io.jobmill.kafka.TraceHeaders;
import io.jobmill.observe.LoggedJob;
import io.jobmill.secret.SecretKeyring;
import io.jobmill.template.Template;
import io.jobmill.template.TemplateRecord;
import io.jobmill.template.Variable;
import io.jobmill.template.VariableRules;
import io.jobmill.template.VariableRules.Checked;
import io.jobmill.wire.JobRequestCodec;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;

/** Accepts jobs. Whether the caller may is decided before. Thread-safe. */
public final class Trigger {

  /** The largest request that is put on a queue, which takes records of 4 MiB. */
  static final int MAX_REQUEST_BYTES = 2 * 1024 * 1024;

  private final JobQueues queues;
  private final SecretKeyring keyring;
  private final AcceptedJobs accepted;
  private final Rules rules;
  private final Clock clock;
  private final SecureRandom random = new SecureRandom();

  /**
   * By what submissions are judged.
   *
   * @param latest how far ahead of now a job may be asked for
   * @param submitters who may use the normal queue, and how much
   */
  record Rules(Duration latest, Addressing addressing, Submitters submitters) {}

  Trigger(
      JobQueues queues, SecretKeyring keyring, AcceptedJobs accepted, Rules rules, Clock clock) {
    this.queues = queues;
    this.keyring = keyring;
    this.accepted = accepted;
    this.rules = rules;
    this.clock = clock;
  }

  /**
   * Puts a request that was prepared where the workers that it means find it. Returns when it is
   * safe there.
   *
   * @throws Refusal 400 if its target means nobody, or 503 if Kafka does not confirm it
   */
  void put(Template template, JobRequest prepared) {
    put(template.queue(), addressed(template, prepared));
  }

  /**
   * A prepared request with the workers that it means. Under a limit those are named when it has
   * been let through, so that a job for several workers is held back as a whole.
   *
   * @throws Refusal 400 if its target means nobody
   */
  JobRequest addressed(Template template, JobRequest prepared) {
    JobRequest addressed = rules.addressing().address(prepared, template, clock.instant());
    return template.limits().any() ? prepared : addressed;
  }

  /**
   * Puts a request that has its id where it belongs, with the same promise.
   *
   * @param queue that it is for, unless its submitter has had its share of that
   */
  void put(JobQueue queue, JobRequest request) {
    JobRequest traced = request.traced(CallTrace.current());
    byte[] record = encode(traced);
    JobId id = Objects.requireNonNull(traced.id());
    logged(id, traced)
        .during(
            () -> {
              if (traced.isBroadcast()) {
                queues.broadcast(id, record, headers(record, traced));
              } else {
                queues.put(shared(queue, request), id, record, headers(record, traced));
              }
            });
    accepted.accepted(id, what(request));
  }

  /**
   * Has it decided whether the request is the first of its job. Returns when it is safe.
   *
   * @throws Refusal 503 if Kafka does not confirm it
   */
  void putForDecision(JobQueue queue, JobRequest request) {
    JobRequest traced = request.forQueue(shared(queue, request)).traced(CallTrace.current());
    byte[] record = encode(traced);
    JobId id = Objects.requireNonNull(traced.id());
    logged(id, traced).during(() -> queues.submit(id, record, headers(record, traced)));
  }

  /** An id that no job and no schedule has. */
  public JobId newId() {
    return JobId.v7(clock.instant(), random);
  }

  /**
   * The request as it is kept for a job or a schedule, before it is known whom it will mean.
   *
   * @param id for which its secrets are sealed
   * @throws Refusal saying what is wrong with the submission
   */
  public JobRequest prepare(Stored<TemplateRecord> stored, Submission submission, JobId id) {
    Template template = stored.value().template();
    Addressing.requireAllowed(template, submission);
    Instant now = clock.instant();
    requireSoon(submission.runAt(), now);
    JobRequest request =
        withVariables(id, template, submission.variables())
            .checkedAgainst(stored.offset())
            .withRunAt(submission.runAt())
            .withTarget(submission.target())
            .submitted(submission.submittedBy(), now.truncatedTo(ChronoUnit.MILLIS));
    encode(request);
    return request;
  }

  /**
   * What a handler does, without a template, as it can be put on the pool's queue.
   *
   * @throws Refusal 400 if its target means nobody
   */
  JobRequest operation(Operation operation, Pool pool, Submission submission, JobId id) {
    JobRequest request = prepare(operation, submission, id);
    return rules.addressing().address(request, pool, clock.instant());
  }

  /**
   * The same as it is kept for a schedule, before it is known whom it will mean. Its variables are
   * readable for all: without a template none is known to be a secret.
   */
  public JobRequest prepare(Operation operation, Submission submission, JobId id) {
    JobRequest request =
        JobRequest.forOperation(operation)
            .withId(id)
            .withVariables(submission.variables(), Map.of())
            .withTarget(submission.target())
            .submitted(submission.submittedBy(), clock.instant().truncatedTo(ChronoUnit.MILLIS));
    encode(request);
    return request;
  }

  /** Puts a request without a template where the workers that it means find it. */
  void putAddressed(Pool pool, JobRequest request) {
    put(JobQueue.normal(pool), rules.addressing().address(request, pool, clock.instant()));
  }

  private JobQueue shared(JobQueue queue, JobRequest request) {
    return request.isBroadcast()
        ? queue
        : rules.submitters().queue(queue, request.submittedBy(), what(request));
  }

  /** What it runs: the template's name, or the operation's. */
  private static String what(JobRequest request) {
    Operation own = request.operation();
    return Objects.requireNonNull(own == null ? request.template() : own.type());
  }

  private void requireSoon(@Nullable Instant runAt, Instant now) {
    if (runAt != null && runAt.isAfter(now.plus(rules.latest()))) {
      throw Refusal.badRequest(
          "runAt must be within %d days from now".formatted(rules.latest().toDays()));
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

  private static LoggedJob logged(JobId id, JobRequest request) {
    return LoggedJob.of(id, Trace.of(id, request).id());
  }

  private Headers headers(byte[] record, JobRequest request) {
    Headers headers = new RecordHeaders();
    headers.add(
        JobRequestCodec.SIGNATURE_HEADER, keyring.sign(record).getBytes(StandardCharsets.UTF_8));
    TraceHeaders.write(headers, request.trace());
    return headers;
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
