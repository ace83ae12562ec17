// SPDX-License-Identifier: Apache-2.0
package io.jobmill.job;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
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
    Map<String, String> sealed) {

  public JobRequest {
    variables = Collections.unmodifiableMap(new LinkedHashMap<>(variables));
    sealed = Collections.unmodifiableMap(new LinkedHashMap<>(sealed));
    if (attempt < 1 || ask < 1 || excused < 0 || excused >= attempt) {
      throw new IllegalArgumentException(
          "attempt and ask count from 1, excused is 0 to attempt - 1: attempt=%d ask=%d excused=%d"
              .formatted(attempt, ask, excused));
    }
  }

  /** A first request for a template, with nothing else said. */
  public static JobRequest forTemplate(String template) {
    return new JobRequest(
        null, template, Map.of(), null, null, null, 1, 1, 0, null, null, null, null, Map.of());
  }

  /** A first request for an operation of its own. */
  public static JobRequest forOperation(Operation operation) {
    return new JobRequest(
        null, null, Map.of(), operation, null, null, 1, 1, 0, null, null, null, null, Map.of());
  }

  public JobRequest withId(JobId newId) {
    return new JobRequest(
        newId,
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
        sealed);
  }

  public JobRequest withVariables(Map<String, Value> readable, Map<String, String> newSealed) {
    return new JobRequest(
        id,
        template,
        readable,
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
        newSealed);
  }

  public JobRequest submitted(@Nullable String by, @Nullable Instant at) {
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
        by,
        at,
        series,
        templateOffset,
        sealed);
  }

  public JobRequest withRunAt(@Nullable Instant at) {
    return new JobRequest(
        id,
        template,
        variables,
        operation,
        target,
        at,
        attempt,
        ask,
        excused,
        submittedBy,
        submittedAt,
        series,
        templateOffset,
        sealed);
  }

  public JobRequest checkedAgainst(long offset) {
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
        offset,
        sealed);
  }

  /** The same job, to be run once more after an attempt that ran. */
  public JobRequest nextAttempt(boolean excuseThisOne) {
    return new JobRequest(
        id,
        template,
        variables,
        operation,
        target,
        null,
        attempt + 1,
        1,
        excused + (excuseThisOne ? 1 : 0),
        submittedBy,
        submittedAt,
        series,
        templateOffset,
        sealed);
  }

  /** The same attempt, asked for once more because it never ran. */
  public JobRequest askedAgain() {
    return new JobRequest(
        id,
        template,
        variables,
        operation,
        target,
        null,
        attempt,
        ask + 1,
        excused,
        submittedBy,
        submittedAt,
        series,
        templateOffset,
        sealed);
  }
}
