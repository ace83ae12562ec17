// SPDX-License-Identifier: Apache-2.0
package io.jobmill.worker.command;

import io.jobmill.event.Command;
import io.jobmill.kafka.CompactedTable;
import io.jobmill.kafka.TableListener;
import io.jobmill.worker.execution.RunningAttempts;
import java.util.function.LongSupplier;

/** Stops running attempts that a command no longer wants. What is claimed later asks the table. */
public final class CommandListener implements TableListener<Command> {

  private final RunningAttempts attempts;
  private final LongSupplier nanos;

  public CommandListener(RunningAttempts attempts, LongSupplier nanos) {
    this.attempts = attempts;
    this.nanos = nanos;
  }

  @Override
  public void changed(CompactedTable.Entry<Command> entry) {
    attempts.obey(entry.value(), nanos.getAsLong());
  }
}
