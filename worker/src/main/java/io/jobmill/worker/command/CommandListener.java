// SPDX-License-Identifier: Apache-2.0
package io.jobmill.worker.command;

import io.jobmill.event.Command;
import io.jobmill.event.Wish;
import io.jobmill.event.WorkerCommand;
import io.jobmill.kafka.CompactedTable;
import io.jobmill.kafka.TableListener;
import io.jobmill.wire.CommandCodec;
import io.jobmill.wire.UnreadableRecordException;
import io.jobmill.wire.WorkerCommandCodec;
import io.jobmill.worker.execution.RunningAttempts;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Stops running attempts that a command no longer wants, and drains this worker. What is claimed
 * later asks the table.
 */
public final class CommandListener implements TableListener<Wish> {

  private static final Logger log = LoggerFactory.getLogger(CommandListener.class);

  private final String worker;
  private final RunningAttempts attempts;
  private final Drain drain;
  private final LongSupplier nanos;

  /**
   * @param worker the id of this worker
   */
  public CommandListener(String worker, RunningAttempts attempts, Drain drain, LongSupplier nanos) {
    this.worker = worker;
    this.attempts = attempts;
    this.drain = drain;
    this.nanos = nanos;
  }

  /** Reads a command, whatever it is about; a job's id and a worker's are UUIDs both. */
  public static Wish decode(byte[] record) {
    try {
      return CommandCodec.decode(record);
    } catch (UnreadableRecordException e) {
      return WorkerCommandCodec.decode(record);
    }
  }

  @Override
  public void changed(CompactedTable.Entry<Wish> entry) {
    if (entry.value() instanceof Command command) {
      attempts.obey(command, nanos.getAsLong());
    } else if (entry.value() instanceof WorkerCommand command && command.worker().equals(worker)) {
      obey(command.drain());
    }
  }

  @Override
  public void removed(String key, long offset) {
    if (key.equals(worker)) {
      obey(false);
    }
  }

  private void obey(boolean wished) {
    if (wished != drain.isWished()) {
      log.info(wished ? "draining, no more jobs are taken" : "undrained, jobs are taken again");
    }
    drain.wish(wished);
  }
}
