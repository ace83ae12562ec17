// SPDX-License-Identifier: Apache-2.0
package io.jobmill.projector.projection;

import io.jobmill.event.JobEvent;
import io.jobmill.event.ResultText;
import io.jobmill.view.JobView;
import io.jobmill.view.Run;
import io.jobmill.view.TimelineEntry;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What some events of one job made of its view.
 *
 * @param before the stored view; absent if there was none
 * @param events in order of their offsets; at least one
 */
public record FoldedJob(@Nullable JobView before, JobView after, List<PlacedEvent> events) {

  /** Folds the events onto a view; empty if there is none and they say too little to begin one. */
  public static Optional<FoldedJob> of(@Nullable JobView before, List<PlacedEvent> events) {
    JobView after = before;
    for (PlacedEvent placed : events) {
      after = Fold.fold(after, placed.event(), placed.at());
    }
    return after == null ? Optional.empty() : Optional.of(new FoldedJob(before, after, events));
  }

  /** A result that counted, and the run that left it. */
  public record RunResult(Run run, ResultText result) {}

  /** Whether the stored view is older than these events. */
  public boolean changed() {
    return before == null || before.applied() < after.applied();
  }

  /** Whether the job came to its end by these events. */
  public boolean hasEnded() {
    return after.status().isTerminal() && (before == null || !before.status().isTerminal());
  }

  /**
   * The runs these events opened or changed, whether or not the view had seen them already: a crash
   * between the view and its rows of history is made good when the events come again.
   */
  public List<Run> touchedRuns() {
    long from = events.get(0).at().offset();
    List<Run> touched = new ArrayList<>(1);
    for (Run run : after.runs()) {
      if (run.applied() >= from) {
        touched.add(run);
      }
    }
    return touched;
  }

  /** The run as it was before, if there was one. */
  public @Nullable Run before(Run run) {
    if (before != null) {
      for (Run earlier : before.runs()) {
        if (earlier.historyId() == run.historyId()) {
          return earlier;
        }
      }
    }
    return null;
  }

  public List<RunResult> results() {
    List<RunResult> results = new ArrayList<>(0);
    for (PlacedEvent placed : events) {
      if (placed.event() instanceof JobEvent.Ended ended && ended.result() != null) {
        for (Run run : after.runs()) {
          if (run.result() && run.applied() == placed.at().offset()) {
            results.add(new RunResult(run, ended.result()));
          }
        }
      }
    }
    return results;
  }

  /** How many of the events changed nothing because they came too late. */
  public int late() {
    int late = 0;
    List<TimelineEntry> timeline = after.timeline();
    for (int i = Math.max(0, timeline.size() - events.size()); i < timeline.size(); i++) {
      late += timeline.get(i).late() ? 1 : 0;
    }
    return late;
  }
}
