// SPDX-License-Identifier: Apache-2.0
package io.jobmill.worker.execution;

import io.jobmill.job.JobTimes.Deadline;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * How long a run may take, and why it is stopped when it takes longer.
 *
 * @param allowed not negative
 */
record RunTime(Duration allowed, StopCause cause) {

  /**
   * The time of a run, or what is left of its job's time if that is less.
   *
   * @param now the broker's time; empty, only the run's own time is known
   */
  static RunTime of(Work work, Optional<Instant> now) {
    Duration run = work.limits().timeout();
    Deadline end = work.end();
    if (end == null || now.isEmpty()) {
      return new RunTime(run, StopCause.TIMEOUT);
    }
    Duration left = Duration.between(now.get(), end.at());
    if (left.compareTo(run) >= 0) {
      return new RunTime(run, StopCause.TIMEOUT);
    }
    return new RunTime(left.isNegative() ? Duration.ZERO : left, StopCause.EXPIRED);
  }
}
