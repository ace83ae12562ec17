// SPDX-License-Identifier: Apache-2.0
package io.jobmill.projector.schedule;

import io.jobmill.job.JobId;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What is projected. */
interface Seen {

  Optional<Job> job(JobId id);

  /**
   * A job that was received.
   *
   * @param queuedAt when its first request was appended
   * @param endedAt absent while it has not ended
   */
  record Job(Instant queuedAt, @Nullable Instant endedAt) {}

  /** Every request appended before this, by the broker's clock, is projected for jobs like this. */
  Optional<Instant> projectedThrough(JobId id);
}
