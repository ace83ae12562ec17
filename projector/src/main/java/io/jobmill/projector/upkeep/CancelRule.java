// SPDX-License-Identifier: Apache-2.0
package io.jobmill.projector.upkeep;

import io.jobmill.event.Command;
import io.jobmill.job.JobStatus;
import io.jobmill.kafka.CompactedTable;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What is to be done about a job that runs and that nobody wants any more. */
enum CancelRule {
  /** Its worker has been told and may still answer. */
  WAIT,
  /** Its worker is to be told, or told again. */
  TELL,
  /** Its worker has had its time. */
  END;

  /** How long a worker may take to stop an attempt. */
  static final Duration PATIENCE = Duration.ofSeconds(30);

  /** A worker that claimed the job just when it was told may have missed it. */
  private static final Duration BETWEEN_TELLINGS = Duration.ofSeconds(3);

  /**
   * @param said what the job's worker was told last, if anything
   */
  static CancelRule of(ActiveJob job, CompactedTable.@Nullable Entry<Command> said, Instant now) {
    Instant since = job.unwantedSince();
    if (since == null || job.status() != JobStatus.RUNNING) {
      return WAIT;
    }
    if (!since.plus(PATIENCE).isAfter(now)) {
      return END;
    }
    if (said == null || !said.value().cancel()) {
      return TELL;
    }
    return said.appendedAt().plus(BETWEEN_TELLINGS).isAfter(now) ? WAIT : TELL;
  }
}
