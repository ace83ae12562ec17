// SPDX-License-Identifier: Apache-2.0
package io.jobmill.projector.admission;

import io.jobmill.job.JobId;
import io.jobmill.store.LimitedJobs.LimitedJob;
import io.jobmill.template.Concurrency;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Decides which of the jobs that compete for the places of a limit get one. */
final class LimitRule {

  private LimitRule() {}

  /**
   * The jobs of a limit. Both lists are in the order in which the jobs were submitted.
   *
   * @param waiting those about which nothing was decided yet
   * @param placed those that have a place and that nobody wants ended
   * @param taken how many places are taken, by those, by what is about to end, and by what was let
   *     through and has not shown yet
   */
  record Competing(List<LimitedJob> waiting, List<LimitedJob> placed, int taken) {}

  /**
   * What follows.
   *
   * @param through have a place now
   * @param refused end, because none is free
   * @param replaced end, because a later one is to have their place
   * @param by the latest of those for which they end; absent where none does
   */
  record Decision(
      List<LimitedJob> through,
      List<LimitedJob> refused,
      List<LimitedJob> replaced,
      @Nullable JobId by) {

    private static Decision through(List<LimitedJob> jobs) {
      return new Decision(jobs, List.of(), List.of(), null);
    }
  }

  /**
   * @param limit as the template says it now; absent if it says nothing
   */
  static Decision decide(@Nullable Concurrency limit, Competing competing) {
    List<LimitedJob> waiting = competing.waiting();
    if (limit == null) {
      return Decision.through(waiting);
    }
    int free = Math.max(0, limit.max() - competing.taken());
    return switch (limit.policy()) {
      case QUEUE -> Decision.through(first(waiting, free));
      case REFUSE -> new Decision(first(waiting, free), after(waiting, free), List.of(), null);
      case REPLACE -> replace(limit.max(), free, competing);
    };
  }

  /** The last ones to come are kept, and the oldest make room for them. */
  private static Decision replace(int max, int free, Competing competing) {
    List<LimitedJob> waiting = competing.waiting();
    if (waiting.isEmpty()) {
      return Decision.through(waiting);
    }
    List<LimitedJob> kept = after(waiting, waiting.size() - max);
    List<LimitedJob> replaced = new ArrayList<>(first(waiting, waiting.size() - kept.size()));
    // Of the places that are taken, only those of jobs that are not ending yet are to be cleared.
    int toClear = kept.size() - free - (competing.taken() - competing.placed().size());
    replaced.addAll(first(competing.placed(), toClear));
    return new Decision(
        first(kept, free), List.of(), replaced, waiting.get(waiting.size() - 1).id());
  }

  private static List<LimitedJob> first(List<LimitedJob> jobs, int count) {
    return jobs.subList(0, Math.min(Math.max(0, count), jobs.size()));
  }

  private static List<LimitedJob> after(List<LimitedJob> jobs, int count) {
    return jobs.subList(Math.min(Math.max(0, count), jobs.size()), jobs.size());
  }
}
