// SPDX-License-Identifier: Apache-2.0
package io.jobmill.projector.projection;

import io.jobmill.event.JobEvent;
import io.jobmill.event.Origin;
import io.jobmill.view.Run;
import io.jobmill.view.TimelineEntry;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How an event reads in the timeline. */
final class Noting {

  private Noting() {}

  static TimelineEntry entry(JobEvent event, Position at, List<Run> runs, boolean late) {
    return new TimelineEntry(
        at.appendedAt(),
        event.type(),
        event.envelope().attempt(),
        event instanceof JobEvent.Started started
            ? started.hostname()
            : hostname(event.envelope().origin(), runs),
        message(event),
        late);
  }

  private static String hostname(Origin origin, List<Run> runs) {
    for (Run run : runs) {
      if (run.worker().equals(origin)) {
        return run.hostname();
      }
    }
    return origin.id();
  }

  private static @Nullable String message(JobEvent event) {
    if (event instanceof JobEvent.Rejected rejected) {
      return rejected.reason();
    }
    if (event instanceof JobEvent.Deferred deferred) {
      return deferred.reason();
    }
    if (event instanceof JobEvent.Unclaimed unclaimed) {
      return unclaimed.reason();
    }
    if (event instanceof JobEvent.Ended ended) {
      return ended.message();
    }
    if (event instanceof JobEvent.HandedBack back) {
      return back.reason();
    }
    return event instanceof JobEvent.Lost lost ? lost.reason() : null;
  }
}
