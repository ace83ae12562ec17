// SPDX-License-Identifier: Apache-2.0
package io.jobmill.projector.schedule;

import io.jobmill.schedule.ScheduleRecord.Progress;

/** What has to be done about a schedule. */
sealed interface Step {

  /** Nothing, for now. */
  record Wait() implements Step {}

  /** Write this note, and then the request of the job that is due. */
  record Ask(Progress note) implements Step {}

  /**
   * Write this note: the next job is due then.
   *
   * @param leftOut whether the one before was not asked for, because the one before that still runs
   */
  record Move(Progress note, boolean leftOut) implements Step {}

  /** Take the schedule away: its last job was received. */
  record Finish() implements Step {}
}
