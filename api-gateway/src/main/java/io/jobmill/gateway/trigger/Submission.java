// SPDX-License-Identifier: Apache-2.0
package io.jobmill.gateway.trigger;

import io.jobmill.job.Target;
import io.jobmill.job.Value;
import java.time.Instant;
import java.util.Map;
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
 */
public record Submission(
    Map<String, Value> variables,
    @Nullable Target target,
    @Nullable Instant runAt,
    @Nullable String submittedBy,
    boolean chosen) {

  public Submission(
      Map<String, Value> variables,
      @Nullable Target target,
      @Nullable Instant runAt,
      @Nullable String submittedBy) {
    this(variables, target, runAt, submittedBy, false);
  }

  /** For one worker, which the template means or allows; who asks has made sure of that. */
  public static Submission chosen(
      Map<String, Value> variables, Target target, @Nullable String submittedBy) {
    return new Submission(variables, target, null, submittedBy, true);
  }
}
