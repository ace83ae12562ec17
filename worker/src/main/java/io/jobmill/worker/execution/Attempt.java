// SPDX-License-Identifier: Apache-2.0
package io.jobmill.worker.execution;

import io.jobmill.event.Command;
import io.jobmill.job.Claim;
import io.jobmill.job.JobId;
import io.jobmill.job.JobRequest;
import io.jobmill.job.Trace;

/**
 * One attempt of a job, as this worker claimed it.
 *
 * @param request as it goes into {@code started}, obscured values sealed
 */
public record Attempt(JobId id, JobRequest request, Claim claim, Work work) {

  public int number() {
    return request.attempt();
  }

  /** What the job is part of. */
  Trace trace() {
    return Trace.of(id, request);
  }

  boolean isUnwanted(Command command) {
    return id.equals(command.id()) && Wishes.forbid(command, request, claim.point());
  }

  /** Names no values: they may be secrets. */
  @Override
  public String toString() {
    return "Attempt[" + id + " " + number() + "]";
  }
}
