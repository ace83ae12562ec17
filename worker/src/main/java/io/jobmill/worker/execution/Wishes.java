// SPDX-License-Identifier: Apache-2.0
package io.jobmill.worker.execution;

import io.jobmill.event.Command;
import io.jobmill.job.JobRequest;
import io.jobmill.job.QueuePoint;

/** What a command says about an attempt of its job. */
public final class Wishes {

  private Wishes() {}

  /** Whether what this record asks for is not to run. */
  public static boolean forbid(Command command, JobRequest request, QueuePoint asked) {
    if (command.cancel() || request.attempt() < command.stopBelowAttempt()) {
      return true;
    }
    if (request.attempt() > command.stopBelowAttempt() || command.owner() == null) {
      return false;
    }
    // A later asking is none of the two that the command tells apart.
    return request.ask() <= command.ask() && !asked.equals(command.owner());
  }
}
