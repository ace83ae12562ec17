// SPDX-License-Identifier: Apache-2.0
package io.jobmill.job;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The record on a pool's queue that asks for one attempt of a job. Everything may be absent but one
 * of {@code template} and {@code operation}; the record's topic decides the pool.
 *
 * @param id the job; absent, it is the record's key or derived from the record's place
 * @param template the template to run
 * @param variables the values given, obscured ones never among them once Jobmill has read the
 *     template
 * @param operation what to run without a template; only where the worker's pool allows ad-hoc jobs
 * @param target which workers; absent, the template's
 * @param runAt not before this instant
 * @param attempt which attempt is asked for, from 1
 * @param ask how often this attempt was asked for, from 1: a request that could not be run yet, or
 *     that got lost before it ran, is asked again with the next number and replaces the earlier one
 * @param excused how many attempts before this one do not count against the limit (handed back at a
 *     shutdown)
 * @param submittedBy who asked; trusted only on a signed record
 * @param submittedAt when, by the submitter's clock
 * @param series the job or schedule this job continues; absent, the job itself
 * @param templateOffset the offset of the template's definition the request was checked against
 * @param sealed obscured values by variable name, encrypted for workers
 * @param schedule how the job was scheduled, as texts like {@code I_30} or {@code D_14:30} say it;
 *     absent, it was asked for at once. For people and filters only
 * @param pool of a broadcast or a submission: whose workers are meant; on a queue the topic says it
 * @param priority on which queue of its pool the job is to wait, for whoever writes it to one;
 *     absent, its template's. On a queue the topic says it
 * @param expected of a broadcast: the workers an answer is expected from; otherwise empty
 * @param deadline of a broadcast: when a worker that has not answered counts as failed
 * @param fingerprint of a job that may be submitted repeatedly: what tells another submission under
 *     the same idempotency key from a repetition
 * @param since from when the job's times count; absent, from this very record
 * @param trace what the job is part of; absent, it begins a trace of its own
 * @param place of a job that was let through although its template has limits: the limit it has a
 *     place in until it ends; trusted only on a signed record
 */
public record JobRequest(
    @Nullable JobId id,
    @Nullable String template,
    Map<String, Value> variables,
    @Nullable Operation operation,
    @Nullable Target target,
    @Nullable Instant runAt,
    int attempt,
    int ask,
    int excused,
    @Nullable String submittedBy,
    @Nullable Instant submittedAt,
    @Nullable JobId series,
    @Nullable Long templateOffset,
    Map<String, String> sealed,
    @Nullable String schedule,
    @Nullable Pool pool,
    @Nullable Priority priority,
    List<ExpectedWorker> expected,
    @Nullable Instant deadline,
    @Nullable String fingerprint,
    @Nullable Since since,
    @Nullable Trace trace,
    @Nullable String place) {

  public JobRequest {
    variables = Collections.unmodifiableMap(new LinkedHashMap<>(variables));
    sealed = Collections.unmodifiableMap(new LinkedHashMap<>(sealed));
    expected = List.copyOf(expected);
    if (attempt < 1 || ask < 1 || excused < 0 || excused >= attempt) {
      throw new IllegalArgumentException(
          "attempt and ask count from 1, excused is 0 to attempt - 1: attempt=%d ask=%d excused=%d"
              .formatted(attempt, ask, excused));
    }
  }

  /** A request whose times count from its own record, in a trace of its own. */
  public JobRequest(
      @Nullable JobId id,
      @Nullable String template,
      Map<String, Value> variables,
      @Nullable Operation operation,
      @Nullable Target target,
      @Nullable Instant runAt,
      int attempt,
      int ask,
      int excused,
      @Nullable String submittedBy,
      @Nullable Instant submittedAt,
      @Nullable JobId series,
      @Nullable Long templateOffset,
      Map<String, String> sealed,
      @Nullable String schedule,
      @Nullable Pool pool,
      List<ExpectedWorker> expected,
      @Nullable Instant deadline,
      @Nullable String fingerprint) {
    this(
        id,
        template,
        variables,
        operation,
        target,
        runAt,
        attempt,
        ask,
        excused,
        submittedBy,
        submittedAt,
        series,
        templateOffset,
        sealed,
        schedule,
        pool,
        null,
        expected,
        deadline,
        fingerprint,
        null,
        null,
        null);
  }

  /** A first request for a template, with nothing else said. */
  public static JobRequest forTemplate(String template) {
    return new Copy(template, null).build();
  }

  /** A first request for an operation of its own. */
  public static JobRequest forOperation(Operation operation) {
    return new Copy(null, operation).build();
  }

  public JobRequest withId(JobId newId) {
    return with(copy -> copy.id = newId);
  }

  public JobRequest withVariables(Map<String, Value> readable, Map<String, String> newSealed) {
    return with(
        copy -> {
          copy.variables = readable;
          copy.sealed = newSealed;
        });
  }

  public JobRequest submitted(@Nullable String by, @Nullable Instant at) {
    return with(
        copy -> {
          copy.submittedBy = by;
          copy.submittedAt = at;
        });
  }

  public JobRequest withTarget(@Nullable Target newTarget) {
    return with(copy -> copy.target = newTarget);
  }

  public JobRequest withRunAt(@Nullable Instant at) {
    return with(copy -> copy.runAt = at);
  }

  /** A job that continues a series, made by a schedule or by hand. */
  public JobRequest inSeries(JobId continued, @Nullable String scheduleText) {
    return with(
        copy -> {
          copy.series = continued;
          copy.schedule = scheduleText;
        });
  }

  /** The same request as a broadcast that these workers of a pool answer until the deadline. */
  public JobRequest expecting(Pool whose, List<ExpectedWorker> workers, Instant until) {
    return with(
        copy -> {
          copy.pool = whose;
          copy.expected = workers;
          copy.deadline = until;
        });
  }

  /** The same request as it can stand on a queue: nobody in particular is expected. */
  public JobRequest forAnyone() {
    return with(
        copy -> {
          copy.pool = null;
          copy.priority = null;
          copy.expected = List.of();
          copy.deadline = null;
        });
  }

  /** The same request as it waits to be let through to the workers of this pool. */
  public JobRequest forPool(Pool whose) {
    return with(copy -> copy.pool = whose);
  }

  /** The same as it waits to be let through to this queue. */
  public JobRequest forQueue(JobQueue queue) {
    return with(
        copy -> {
          copy.pool = queue.pool();
          copy.priority = queue.priority();
        });
  }

  /** One that is the same job each time it is submitted. */
  public JobRequest repeatable(String newFingerprint) {
    return with(copy -> copy.fingerprint = newFingerprint);
  }

  public JobRequest checkedAgainst(long offset) {
    return with(copy -> copy.templateOffset = offset);
  }

  /** The same job, to be run once more after an attempt that ran. */
  public JobRequest nextAttempt(boolean excuseThisOne) {
    return with(
        copy -> {
          copy.runAt = null;
          copy.attempt = attempt + 1;
          copy.ask = 1;
          copy.excused = excused + (excuseThisOne ? 1 : 0);
        });
  }

  /** The same attempt, asked for once more because it never ran. */
  public JobRequest askedAgain() {
    return with(
        copy -> {
          copy.runAt = null;
          copy.ask = ask + 1;
        });
  }

  /** The same with its times counting from then. */
  public JobRequest counting(@Nullable Since from) {
    return with(copy -> copy.since = from);
  }

  /** The same with a place in this limit, or without any. */
  public JobRequest withPlace(@Nullable String limit) {
    return with(copy -> copy.place = limit);
  }

  /** The same as it can be believed when it was appended then. */
  public JobRequest appended(Instant at) {
    if (since == null) {
      return this;
    }
    Since believed = since.notAfter(at);
    return believed.equals(since) ? this : counting(believed);
  }

  /** The same as a part of this trace. */
  public JobRequest traced(@Nullable Trace newTrace) {
    return with(copy -> copy.trace = newTrace);
  }

  /** What the job is to do, without anything that was made for this one job. */
  public JobRequest anew(JobId newId) {
    return with(
        copy -> {
          copy.id = newId;
          copy.runAt = null;
          copy.attempt = 1;
          copy.ask = 1;
          copy.excused = 0;
          copy.pool = null;
          copy.priority = null;
          copy.expected = List.of();
          copy.deadline = null;
          copy.fingerprint = null;
          copy.since = null;
          copy.trace = null;
          copy.place = null;
        });
  }

  /** Whether several workers, or one by its name, are asked instead of any one of a pool. */
  public boolean isBroadcast() {
    return !expected.isEmpty();
  }

  /**
   * Whether each of the expected workers has a part of it. A request for one worker by its name has
   * one attempt at a time instead, like one on a queue.
   */
  public boolean isShared() {
    return isBroadcast() && (target == null || !target.isHost() || expected.size() > 1);
  }

  private JobRequest with(Consumer<Copy> change) {
    Copy copy = new Copy(this);
    change.accept(copy);
    return copy.build();
  }

  /** A request while it is being changed: the one place that names every component. */
  private static final class Copy {
    private @Nullable JobId id;
    private final @Nullable String template;
    private Map<String, Value> variables = Map.of();
    private final @Nullable Operation operation;
    private @Nullable Target target;
    private @Nullable Instant runAt;
    private int attempt = 1;
    private int ask = 1;
    private int excused;
    private @Nullable String submittedBy;
    private @Nullable Instant submittedAt;
    private @Nullable JobId series;
    private @Nullable Long templateOffset;
    private Map<String, String> sealed = Map.of();
    private @Nullable String schedule;
    private @Nullable Pool pool;
    private @Nullable Priority priority;
    private List<ExpectedWorker> expected = List.of();
    private @Nullable Instant deadline;
    private @Nullable String fingerprint;
    private @Nullable Since since;
    private @Nullable Trace trace;
    private @Nullable String place;

    Copy(@Nullable String template, @Nullable Operation operation) {
      this.template = template;
      this.operation = operation;
    }

    Copy(JobRequest original) {
      this(original.template, original.operation);
      id = original.id;
      variables = original.variables;
      target = original.target;
      runAt = original.runAt;
      attempt = original.attempt;
      ask = original.ask;
      excused = original.excused;
      submittedBy = original.submittedBy;
      submittedAt = original.submittedAt;
      series = original.series;
      templateOffset = original.templateOffset;
      sealed = original.sealed;
      schedule = original.schedule;
      pool = original.pool;
      priority = original.priority;
      expected = original.expected;
      deadline = original.deadline;
      fingerprint = original.fingerprint;
      since = original.since;
      trace = original.trace;
      place = original.place;
    }

    JobRequest build() {
      return new JobRequest(
          id,
          template,
          variables,
          operation,
          target,
          runAt,
          attempt,
          ask,
          excused,
          submittedBy,
          submittedAt,
          series,
          templateOffset,
          sealed,
          schedule,
          pool,
          priority,
          expected,
          deadline,
          fingerprint,
          since,
          trace,
          place);
    }
  }
}
