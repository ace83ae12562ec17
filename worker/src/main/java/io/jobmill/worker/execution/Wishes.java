// SPDX-License-Identifier: Apache-2.0
package io.jobmill.worker.execution;

import io.jobmill.event.Command;
import io.jobmill.job.QueuePoint;

/** What a command says about an attempt of its job. */
public final class Wishes {

  private Wishes() {}

  /** Whether an attempt with this number, asked for by this record, is not to run. */
  public static boolean forbid(Command command, int attempt, QueuePoint asked) {
    if (command.cancel() || attempt < command.stopBelowAttempt()) {
      return true;
    }
    return attempt == command.stopBelowAttempt()
        && command.owner() != null
        && !asked.equals(command.owner());
  }
}
