// SPDX-License-Identifier: Apache-2.0
package io.jobmill.projector.projection;

import io.jobmill.event.JobEvent;
import io.jobmill.view.JobView;
import org.jspecify.annotations.Nullable;

/**
 * What a job's events add up to, one event at a time.
 *
 * <p>An event that the view has seen already changes nothing, so any part of a history may be
 * folded again. An event that is about an attempt that is over, or that another claim owns, stays
 * in the timeline as late and changes nothing else.
 */
public final class Fold {

  private Fold() {}

  /**
   * The view after the event.
   *
   * @param view what came before; absent if this is the first event of the job
   * @return the same view if it has seen the event; absent if the event says too little to begin a
   *     view with
   */
  public static @Nullable JobView fold(@Nullable JobView view, JobEvent event, Position at) {
    if (view != null && at.offset() <= view.applied()) {
      return view;
    }
    Draft draft = view == null ? Opening.draft(event, at) : new Draft(view);
    if (draft == null) {
      return null;
    }
    boolean counted = apply(draft, event, at);
    draft.heedWish(at);
    draft.note(event, at, !counted);
    return draft.build(at);
  }

  /** Whether the event changed more than the timeline. */
  private static boolean apply(Draft draft, JobEvent event, Position at) {
    if (event instanceof JobEvent.Received received) {
      return Asking.received(draft, received, at);
    }
    if (event instanceof JobEvent.CancelRequested requested) {
      return Wishing.cancelRequested(draft, requested, at);
    }
    if (event instanceof JobEvent.Deleted deleted) {
      return Wishing.deleted(draft, deleted, at);
    }
    if (event instanceof JobEvent.Acknowledged acknowledged) {
      return Wishing.acknowledged(draft, acknowledged, at);
    }
    if (event instanceof JobEvent.Progressed progressed) {
      return Progressing.progressed(draft, progressed, at);
    }
    return Parts.concerns(draft, event) ? ofAPart(draft, event, at) : ofTheJob(draft, event, at);
  }

  /** What a worker, or upkeep, says of an attempt that is one worker's alone. */
  private static boolean ofTheJob(Draft draft, JobEvent event, Position at) {
    if (event instanceof JobEvent.Started started) {
      return Claiming.started(draft, started, at);
    }
    if (event instanceof JobEvent.Deferred deferred) {
      return Claiming.deferred(draft, deferred, at);
    }
    if (event instanceof JobEvent.Rejected rejected) {
      return Claiming.rejected(draft, rejected, at);
    }
    if (event instanceof JobEvent.Unclaimed unclaimed) {
      return Ending.unclaimed(draft, unclaimed, at);
    }
    if (event instanceof JobEvent.Ended ended) {
      return Ending.ended(draft, ended, at);
    }
    if (event instanceof JobEvent.HandedBack back) {
      return Ending.handedBack(draft, back, at);
    }
    if (event instanceof JobEvent.Lost lost) {
      return Ending.lost(draft, lost, at);
    }
    if (event instanceof JobEvent.Unanswered unanswered) {
      return Ending.unanswered(draft, unanswered, at);
    }
    if (event instanceof JobEvent.Cancelled cancelled) {
      return Ending.cancelled(draft, cancelled, at);
    }
    if (event instanceof JobEvent.Expired expired) {
      return Expiring.expired(draft, expired, at);
    }
    // That it was retried is for the timeline; a type from the future is neither late nor
    // understood.
    return true;
  }

  /** What a worker, or upkeep, says of one worker's part of a job for several. */
  private static boolean ofAPart(Draft draft, JobEvent event, Position at) {
    if (event instanceof JobEvent.Started started) {
      return Parts.started(draft, started, at);
    }
    if (event instanceof JobEvent.Rejected rejected) {
      return Parts.rejected(draft, rejected, at);
    }
    if (event instanceof JobEvent.Unclaimed unclaimed) {
      return Parts.unclaimed(draft, unclaimed, at);
    }
    if (event instanceof JobEvent.Ended ended) {
      return Parts.ended(draft, ended, at);
    }
    if (event instanceof JobEvent.HandedBack back) {
      return Parts.handedBack(draft, back, at);
    }
    if (event instanceof JobEvent.Lost lost) {
      return Parts.lost(draft, lost, at);
    }
    if (event instanceof JobEvent.Unanswered unanswered) {
      return Parts.unanswered(draft, unanswered, at);
    }
    if (event instanceof JobEvent.Cancelled cancelled) {
      return Parts.cancelled(draft, cancelled, at);
    }
    // Nobody defers a part, and its time is the job's deadline.
    return !(event instanceof JobEvent.Deferred || event instanceof JobEvent.Expired);
  }
}
