// SPDX-License-Identifier: Apache-2.0
package io.jobmill.projector.projection;

import io.jobmill.event.Envelope;
import io.jobmill.event.JobEvent;
import io.jobmill.job.QueuePoint;

/**
 * Which request is the current one: the latest attempt, of that the latest asking, of that the
 * first seen.
 */
final class Asking {

  private Asking() {}

  static boolean received(Draft draft, JobEvent.Received event, Position at) {
    if (isNewer(draft, event.envelope()) && !draft.status().isTerminal()) {
      supersede(draft, event.envelope(), event.point(), at);
      draft.request(event.request());
      return true;
    }
    boolean sameRecord = isCurrent(draft, event.envelope()) && draft.queue().equals(event.point());
    // Of a job that was begun by another event this is the news of when it was queued, even if it
    // has ended meanwhile: so both orders of arrival give the same view.
    if (sameRecord) {
      draft.queuedNoLaterThan(event.queuedAt());
    }
    return sameRecord;
  }

  static boolean isNewer(Draft draft, Envelope asked) {
    return asked.attempt() > draft.attempt()
        || (asked.attempt() == draft.attempt() && asked.ask() > draft.ask());
  }

  static boolean isCurrent(Draft draft, Envelope asked) {
    return asked.attempt() == draft.attempt() && asked.ask() == draft.ask();
  }

  /** The job is back on a queue; whoever still has an earlier attempt has lost it. */
  static void supersede(Draft draft, Envelope asked, QueuePoint point, Position at) {
    draft.asked(asked.attempt(), asked.ask(), point, at);
  }
}
