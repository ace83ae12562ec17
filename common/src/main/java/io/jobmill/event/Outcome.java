// SPDX-License-Identifier: Apache-2.0
package io.jobmill.event;

import io.jobmill.job.JobStatus;
import java.util.Locale;

/** How an attempt ended when it ran to its end. */
public enum Outcome {
  SUCCEEDED(JobStatus.SUCCEEDED),
  WARNING(JobStatus.WARNING),
  FAILED(JobStatus.FAILED);

  private final JobStatus status;

  Outcome(JobStatus status) {
    this.status = status;
  }

  /** The status this outcome gives the job, unless the attempt is retried. */
  public JobStatus status() {
    return status;
  }

  /** The event type that reports it. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
