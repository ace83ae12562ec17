// SPDX-License-Identifier: Apache-2.0
package io.jobmill.projector.schedule;

import io.jobmill.schedule.ScheduleRecord.Progress;

/** What has to be done about a schedule. */
sealed interface Step {

  /** Nothing, for now. */
  record Wait() implements Step {}

  /** Write this note, and then the request of the job that is due. */
  record Ask(Progress note) implements Step {}

  /** Write this note: the next job is due then. */
  record Move(Progress note, Why why) implements Step {}

  /** Take the schedule away: its last job was received. */
  record Finish() implements Step {}

  /** Why another job is the next. */
  enum Why {
    /** The one before was made. */
    MADE,
    /** It was left out: the one before that has not ended. */
    OVERLAP,
    /** It was left out: nobody asked for it in time. */
    MISSED,
    /** The schedule is another now. */
    CHANGED,
    /** None is. */
    OVER
  }
}
