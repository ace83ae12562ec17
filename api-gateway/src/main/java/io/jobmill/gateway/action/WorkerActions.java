// SPDX-License-Identifier: Apache-2.0
package io.jobmill.gateway.action;

import io.jobmill.event.WorkerCommand;
import io.jobmill.gateway.audit.Actor;
import io.jobmill.gateway.audit.Audit;

/** Tells workers to take nothing more, or to take jobs again. Thread-safe. */
public final class WorkerActions {

  private final ChangeRecords records;
  private final Audit audit;

  WorkerActions(ChangeRecords records, Audit audit) {
    this.records = records;
    this.audit = audit;
  }

  /**
   * The worker finishes what it has and takes nothing more, also after a restart, until it is told
   * otherwise. Returns when the wish is safe; its heartbeats say when it is so.
   *
   * @throws io.jobmill.gateway.problem.Refusal 503 if Kafka does not confirm
   */
  public void drain(String worker, Actor actor) {
    audit.change(
        actor, "worker.drain", worker, () -> records.command(new WorkerCommand(worker, true)));
  }

  /** The worker takes jobs again, with the same promise. */
  public void undrain(String worker, Actor actor) {
    audit.change(
        actor, "worker.undrain", worker, () -> records.command(new WorkerCommand(worker, false)));
  }
}
