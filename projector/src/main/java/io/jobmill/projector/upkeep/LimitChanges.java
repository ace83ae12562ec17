// SPDX-License-Identifier: Apache-2.0
package io.jobmill.projector.upkeep;

import io.jobmill.projector.projection.FoldedJob;
import io.jobmill.view.JobView;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Whether there may be something to decide about limits, so that it is not found out by waiting.
 * Knows only of the jobs that this process projects. Thread-safe.
 */
public final class LimitChanges {

  private final AtomicBoolean any = new AtomicBoolean();

  /** A job as it is stored now. */
  public void see(FoldedJob job) {
    JobView before = job.before();
    boolean waits = job.after().waitsFor() != null;
    boolean hadPlace = before != null && before.place().isPresent();
    if (waits || (hadPlace && job.after().place().isEmpty())) {
      any.set(true);
    }
  }

  /** Whether there was a change since this was last asked. */
  public boolean take() {
    return any.getAndSet(false);
  }
}
