// SPDX-License-Identifier: Apache-2.0
package io.jobmill.worker.execution;

import io.jobmill.handler.JobHandler;
import io.jobmill.handler.Variables;
import io.jobmill.job.JobTimes.Deadline;
import io.jobmill.job.Operation;
import io.jobmill.job.RetryPolicy;
import io.jobmill.job.RunLimits;
import org.jspecify.annotations.Nullable;

/**
 * What a checked request comes to on this worker.
 *
 * @param template as it is spelled in its definition; absent for an operation of its own
 * @param variables checked and complete, secrets in clear
 * @param retry which failures are tried again; absent, none is
 * @param end when the job has to have ended, by the broker's clock; absent, it need not
 */
public record Work(
    @Nullable String template,
    Operation operation,
    Variables variables,
    RunLimits limits,
    @Nullable RetryPolicy retry,
    @Nullable Deadline end,
    JobHandler handler) {

  /** Work whose failures are not tried again, of a job that may take as long as it takes. */
  Work(
      @Nullable String template,
      Operation operation,
      Variables variables,
      RunLimits limits,
      JobHandler handler) {
    this(template, operation, variables, limits, null, null, handler);
  }
}
