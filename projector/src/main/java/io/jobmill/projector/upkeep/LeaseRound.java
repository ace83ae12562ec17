// SPDX-License-Identifier: Apache-2.0
package io.jobmill.projector.upkeep;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Judges leases. At a tick every attempt is a suspect that its worker no longer seems to have,
 * every part of a broadcast that nobody seems to answer, and every job whose time seems to be over;
 * then the end of the events is sampled; once that is passed, a suspect is lost that still has the
 * same holder, or no answer. An outcome that a worker reported before it dropped the attempt from
 * its list is before that end, so it is never overlooked.
 */
final class LeaseRound {

  private final ClusterEnds broker;
  private final Answer<Map<Integer, Long>> sampling = new Answer<>();
  private List<Suspect> suspects = List.of();
  private @Nullable Map<Integer, Long> ends;

  LeaseRound(ClusterEnds broker) {
    this.broker = broker;
  }

  boolean isUnderWay() {
    return !suspects.isEmpty();
  }

  /** Begins with what was found suspect, if there is anything. */
  void begin(List<Suspect> found) {
    suspects = found;
    ends = null;
    if (!found.isEmpty()) {
      sampling.ask(broker.events());
    }
  }

  /**
   * Goes on if it can.
   *
   * @param reached the offset up to which each owned partition is projected
   * @return the suspects that stand, when the round is over
   */
  List<Suspect> proceed(ActiveJobs jobs, Map<Integer, Long> reached) {
    if (suspects.isEmpty()) {
      return List.of();
    }
    if (ends == null) {
      if (!sampling.isPending()) {
        suspects = List.of();
        return List.of();
      }
      ends = sampling.take().orElse(null);
    }
    if (ends == null || !passed(ends, reached)) {
      return List.of();
    }
    List<Suspect> lost = suspects.stream().filter(suspect -> stands(suspect, jobs)).toList();
    suspects = List.of();
    ends = null;
    return lost;
  }

  /** Whether everything before the ends is projected, in the partitions that are still owned. */
  static boolean passed(Map<Integer, Long> ends, Map<Integer, Long> reached) {
    return reached.entrySet().stream()
        .allMatch(at -> at.getValue() >= ends.getOrDefault(at.getKey(), 0L));
  }

  private static boolean stands(Suspect suspect, ActiveJobs jobs) {
    ActiveJob now = jobs.get(suspect.job().id());
    return now != null && suspect.stands(now);
  }
}
