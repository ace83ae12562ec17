// SPDX-License-Identifier: Apache-2.0
package io.jobmill.event;

import io.jobmill.job.JobId;
import io.jobmill.job.QueuePoint;
import org.jspecify.annotations.Nullable;

/**
 * The whole wish of the system about one job, to whichever worker has it.
 *
 * @param stopBelowAttempt attempts with a lower number are no longer wanted: stop them, their
 *     outcome does not count
 * @param owner the queue record that owns the attempt with this very number: one that was claimed
 *     from another record is to be stopped as well; absent, nothing is said about that attempt
 */
public record Command(JobId id, int stopBelowAttempt, @Nullable QueuePoint owner) {

  public Command(JobId id, int stopBelowAttempt) {
    this(id, stopBelowAttempt, null);
  }
}
