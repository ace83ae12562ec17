// SPDX-License-Identifier: Apache-2.0
package io.jobmill.handlertest;

import io.jobmill.handler.JobHandler;
import io.jobmill.job.Claim;
import io.jobmill.job.JobId;
import io.jobmill.job.JobRequest;
import io.jobmill.job.Pool;
import io.jobmill.job.RunLimits;
import io.jobmill.worker.execution.Attempt;
import io.jobmill.worker.execution.Work;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;

/** What is to be run. */
record TestJob(
    UUID id, int number, Duration timeout, JobHandler handler, TestTemplate.Checked checked) {

  /**
   * @param begun to be told when the handler is called
   */
  Attempt attempt(TestTemplate.Checked.Accepted accepted, CountDownLatch begun) {
    JobRequest request = JobRequest.forTemplate(accepted.template()).withId(new JobId(id));
    for (int i = 1; i < number; i++) {
      request = request.nextAttempt(false);
    }
    Work work =
        new Work(
            accepted.template(),
            accepted.operation(),
            accepted.variables(),
            RunLimits.of(timeout, accepted.retry()),
            accepted.retry(),
            null,
            new BegunHandler(handler, begun));
    return new Attempt(new JobId(id), request, new Claim(Pool.DEFAULT, 0, 0, 1), work);
  }
}
