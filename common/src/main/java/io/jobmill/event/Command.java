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
 * @param ask which asking for that attempt the owner's record is, at least 1: what asks for it
 *     again later than that is not meant
 * @param cancel the job is not wanted any more: no attempt of it is to run, whatever its number
 */
public record Command(
    JobId id, int stopBelowAttempt, @Nullable QueuePoint owner, int ask, boolean cancel)
    implements Wish {

  public Command(JobId id, int stopBelowAttempt) {
    this(id, stopBelowAttempt, null, 1, false);
  }

  public Command(JobId id, int stopBelowAttempt, QueuePoint owner, int ask) {
    this(id, stopBelowAttempt, owner, ask, false);
  }

  /** This wish, and that the job is not wanted if the other one says so. */
  public Command and(Command other) {
    return new Command(id, stopBelowAttempt, owner, ask, cancel || other.cancel);
  }

  /** No attempt of the job is wanted. */
  public static Command cancel(JobId id) {
    return new Command(id, 0, null, 1, true);
  }
}
