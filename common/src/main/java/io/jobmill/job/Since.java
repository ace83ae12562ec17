// SPDX-License-Identifier: Apache-2.0
package io.jobmill.job;

import java.time.Instant;

/**
 * From when the times count within which a job has to begin and to end; by the broker's clock.
 *
 * @param job the total time: since its first request was queued, or since it might run, if that is
 *     later
 * @param attempt the time on the queue: the same of the current attempt
 */
public record Since(Instant job, Instant attempt) {

  /**
   * As a request says it, or as it follows from the first one.
   *
   * @param queuedAt when the request, or the first one of its job, was appended
   */
  public static Since of(JobRequest request, Instant queuedAt) {
    Since said = request.since();
    if (said != null) {
      return said;
    }
    Instant runAt = request.runAt();
    Instant first = runAt != null && runAt.isAfter(queuedAt) ? runAt : queuedAt;
    return new Since(first, first);
  }

  /** Not later than then: whoever wrote a request, it cannot count from after it was written. */
  public Since notAfter(Instant appended) {
    return job.isAfter(appended) || attempt.isAfter(appended)
        ? new Since(earlier(job, appended), earlier(attempt, appended))
        : this;
  }

  private static Instant earlier(Instant one, Instant other) {
    return one.isBefore(other) ? one : other;
  }
}
