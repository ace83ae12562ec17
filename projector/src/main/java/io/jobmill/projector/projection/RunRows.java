// SPDX-License-Identifier: Apache-2.0
package io.jobmill.projector.projection;

import io.jobmill.event.Origin;
import io.jobmill.job.Claim;
import io.jobmill.view.JobView;
import io.jobmill.view.Run;
import io.jobmill.view.RunStatus;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** The runs of a view while one event is applied to it, and which of them has the attempt. */
final class RunRows {

  private List<Run> runs;
  private @Nullable Long holder;

  RunRows(List<Run> runs, @Nullable Long holder) {
    this.runs = runs;
    this.holder = holder;
  }

  List<Run> all() {
    return runs;
  }

  @Nullable Long holder() {
    return holder;
  }

  @Nullable Run holding() {
    for (Run run : runs) {
      if (holder != null && run.historyId() == holder) {
        return run;
      }
    }
    return null;
  }

  /**
   * Whether no run has come of this delivery of the record, nor of a later one. A broadcast is not
   * delivered by the broker's count: a worker that was started again meets it once more.
   */
  boolean isLatestDelivery(Claim claim, Origin worker) {
    for (Run run : runs) {
      boolean anew =
          claim.part() > 0 && run.status() == RunStatus.RUNNING && !run.worker().equals(worker);
      if (run.claim().sameRecord(claim) && run.claim().delivery() >= claim.delivery() && !anew) {
        return false;
      }
    }
    return true;
  }

  void hold(Run run) {
    add(run, JobView.MAX_RUNS);
    holder = run.historyId();
  }

  void add(Run run, int most) {
    runs = Recent.append(runs, run, most);
  }

  /** Whether some worker has an attempt, or a part of one. */
  boolean isRunning() {
    return holder != null || runs.stream().anyMatch(run -> run.status() == RunStatus.RUNNING);
  }

  /** Ends every run that has not ended. */
  void closeAll(RunStatus how, Position at, String why) {
    boolean unused =
        change(
            run -> run.status() == RunStatus.RUNNING,
            run -> run.closed(how, at.appendedAt(), why, at.offset()));
    holder = null;
  }

  /** Ends the run that has the attempt, if any does. */
  void close(UnaryOperator<Run> closing) {
    Run open = holding();
    if (open != null) {
      runs = Recent.replace(runs, open, closing.apply(open));
    }
    holder = null;
  }

  /**
   * Changes those runs that are to be changed.
   *
   * @return whether there was one
   */
  boolean change(Predicate<Run> which, UnaryOperator<Run> change) {
    boolean any = runs.stream().anyMatch(which);
    if (any) {
      runs = runs.stream().map(run -> which.test(run) ? change.apply(run) : run).toList();
    }
    return any;
  }

  /** The last run was to be followed by another, and is not. */
  void nothingFollows(Position at) {
    Run last = runs.isEmpty() ? null : runs.get(runs.size() - 1);
    if (last != null && last.retrying()) {
      runs = Recent.replace(runs, last, last.retrying(false, at.offset()));
    }
  }
}
