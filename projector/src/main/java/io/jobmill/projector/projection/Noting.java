// SPDX-License-Identifier: Apache-2.0
package io.jobmill.projector.projection;

import io.jobmill.event.JobEvent;
import io.jobmill.event.Origin;
import io.jobmill.view.JobView;
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
        by(event, runs),
        message(event),
        late);
  }

  /** The timeline with one entry more, and without the oldest where there are too many. */
  static List<TimelineEntry> append(List<TimelineEntry> timeline, TimelineEntry entry) {
    return Recent.append(
        isProgress(entry) ? withRoomForProgress(timeline) : timeline, entry, JobView.MAX_TIMELINE);
  }

  private static List<TimelineEntry> withRoomForProgress(List<TimelineEntry> timeline) {
    List<TimelineEntry> told = timeline.stream().filter(Noting::isProgress).toList();
    return told.size() < JobView.MAX_PROGRESS ? timeline : Recent.without(timeline, told.get(0));
  }

  private static boolean isProgress(TimelineEntry entry) {
    return entry.type().equals(JobEvent.Progressed.TYPE);
  }

  private static String by(JobEvent event, List<Run> runs) {
    if (event instanceof JobEvent.Started started) {
      return started.hostname();
    }
    if (event instanceof JobEvent.Unanswered unanswered) {
      return unanswered.hostname();
    }
    if (event instanceof JobEvent.CancelRequested requested) {
      return requested.by();
    }
    if (event instanceof JobEvent.Deleted deleted) {
      return deleted.by();
    }
    if (event instanceof JobEvent.Acknowledged acknowledged) {
      return acknowledged.by();
    }
    return event instanceof JobEvent.Retried retried
        ? retried.by()
        : hostname(event.envelope().origin(), runs);
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
    if (event instanceof JobEvent.Cancelled cancelled) {
      return cancelled.reason();
    }
    if (event instanceof JobEvent.CancelRequested requested) {
      return requested.reason();
    }
    if (event instanceof JobEvent.Expired expired) {
      return expired.reason();
    }
    if (event instanceof JobEvent.Retried retried) {
      return "retried as " + retried.as();
    }
    if (event instanceof JobEvent.Unanswered unanswered) {
      return unanswered.reason();
    }
    if (event instanceof JobEvent.Progressed progressed) {
      return progressed.progress().line();
    }
    return event instanceof JobEvent.Lost lost ? lost.reason() : null;
  }
}
