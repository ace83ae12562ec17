// SPDX-License-Identifier: Apache-2.0
package io.jobmill.worker.execution;

import io.jobmill.handler.JobFailedException;
import io.jobmill.handler.JobFailedForGoodException;
import io.jobmill.job.JobRequest;
import io.jobmill.job.RetryPolicy;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Whether an attempt that failed is worth another one, and how long to wait for it. */
final class Retrying {

  /** The kind of a failure for want of time. */
  static final String TIMEOUT = "timeout";

  private Retrying() {}

  static @Nullable Duration after(Attempt attempt, Throwable thrown) {
    return thrown instanceof JobFailedForGoodException ? null : after(attempt, kind(thrown));
  }

  /** How long after its end the next attempt is to come; absent if none is. */
  static @Nullable Duration after(Attempt attempt, String kind) {
    RetryPolicy policy = attempt.work().retry();
    JobRequest request = attempt.request();
    // Of a job for several workers every part has one attempt.
    if (policy == null || request.isShared() || !policy.isWorthwhile(kind)) {
      return null;
    }
    int counted = attempt.number() - request.excused();
    return counted < policy.attempts()
        ? policy.delays().after(attempt.id(), attempt.number(), counted)
        : null;
  }

  private static String kind(Throwable thrown) {
    String name = thrown.getClass().getSimpleName();
    return thrown instanceof JobFailedException failed ? failed.kind().orElse(name) : name;
  }
}
