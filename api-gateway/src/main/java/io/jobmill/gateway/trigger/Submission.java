// SPDX-License-Identifier: Apache-2.0
package io.jobmill.gateway.trigger;

import io.jobmill.job.JobRequest;
import io.jobmill.job.Operation;
import io.jobmill.job.Target;
import io.jobmill.job.Value;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What a caller asks for, besides the template.
 *
 * @param variables as they were given, in any spelling of their names
 * @param target absent, the template's
 * @param runAt not before this instant; absent, at once
 * @param submittedBy the name of the caller's key; absent without one
 * @param chosen whether the target is one of those that the template means, picked for the job by
 *     somebody who looked: then the template need not allow another one
 * @param key absent, every submission is a job of its own
 */
public record Submission(
    Map<String, Value> variables,
    @Nullable Target target,
    @Nullable Instant runAt,
    @Nullable String submittedBy,
    boolean chosen,
    @Nullable IdempotencyKey key) {

  public Submission(
      Map<String, Value> variables,
      @Nullable Target target,
      @Nullable Instant runAt,
      @Nullable String submittedBy) {
    this(variables, target, runAt, submittedBy, false, null);
  }

  /** The same, once however often it is submitted with this key. */
  public Submission under(@Nullable IdempotencyKey newKey) {
    return new Submission(variables, target, runAt, submittedBy, chosen, newKey);
  }

  /** What is asked for of a template, as it was given. */
  JobRequest asked(String template) {
    return asked(JobRequest.forTemplate(template));
  }

  /** The same of an operation. */
  JobRequest asked(Operation operation) {
    return asked(JobRequest.forOperation(operation));
  }

  private JobRequest asked(JobRequest what) {
    return what.withVariables(new TreeMap<>(variables), Map.of())
        .withTarget(target)
        .withRunAt(runAt);
  }

  /** For one worker, which the template means or allows; who asks has made sure of that. */
  public static Submission chosen(
      Map<String, Value> variables, Target target, @Nullable String submittedBy) {
    return new Submission(variables, target, null, submittedBy, true, null);
  }
}
