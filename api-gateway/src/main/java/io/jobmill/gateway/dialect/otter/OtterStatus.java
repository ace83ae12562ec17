// SPDX-License-Identifier: Apache-2.0
package io.jobmill.gateway.dialect.otter;

import io.jobmill.job.JobStatus;

/** The five words that Otter has for where a job stands. */
final class OtterStatus {

  static final String PENDING = "Pending";

  private OtterStatus() {}

  static String word(JobStatus status) {
    return switch (status) {
      case PENDING, SCHEDULED -> PENDING;
      case RUNNING, RETRYING -> "Executing";
      case SUCCEEDED -> "Succeeded";
      case WARNING, SKIPPED -> "Warning";
      case PARTIAL_FAILURE, FAILED, REJECTED, CANCELLED -> "Error";
    };
  }
}
