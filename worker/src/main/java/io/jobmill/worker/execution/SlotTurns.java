// SPDX-License-Identifier: Apache-2.0
package io.jobmill.worker.execution;

import io.jobmill.job.Priority;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/**
 * Decides which of the lanes that wait for slots may have them. Pure.
 *
 * <p>Jobs that wait go before lanes that only look whether there are any; of several queues with
 * jobs one that has less than its guaranteed share goes first, then the one of the higher priority.
 * A lane that needs more slots than are free holds up nobody.
 *
 * @param total how many slots there are
 * @param shares what is guaranteed
 */
record SlotTurns(int total, SlotGuarantee shares) {

  /** In which order queues on which nothing is known to wait get a lane that looks. */
  private static final List<Priority> LOOKING =
      List.of(Priority.NORMAL, Priority.HIGH, Priority.LOW);

  /**
   * Slots that a lane would have.
   *
   * @param jobs whether jobs are known to wait on its queue; else it only looks
   */
  record Wish(Priority priority, int count, boolean jobs) {}

  /**
   * How the slots stand.
   *
   * @param kept by queue, for polls that may still return records
   * @param used by queue, by attempts
   * @param passed by queue, how many attempts of others began since one of its own did while it
   *     waited
   */
  record Standing(
      Map<Priority, Integer> kept, Map<Priority, Integer> used, Map<Priority, Integer> passed) {

    Standing {
      kept = Map.copyOf(kept);
      used = Map.copyOf(used);
      passed = Map.copyOf(passed);
    }

    int kept(Priority priority) {
      return kept.getOrDefault(priority, 0);
    }

    int held(Priority priority) {
      return kept(priority) + used.getOrDefault(priority, 0);
    }

    int passed(Priority priority) {
      return passed.getOrDefault(priority, 0);
    }

    private int taken() {
      int taken = 0;
      for (Priority priority : Priority.values()) {
        taken += held(priority);
      }
      return taken;
    }
  }

  /**
   * Whether the slots go to this wish.
   *
   * @param others that are open at the same time
   */
  boolean grants(Wish wish, Collection<Wish> others, Standing standing) {
    int free = total - standing.taken();
    if (wish.count() > free) {
      return false;
    }
    return wish.jobs()
        ? others.stream()
            .noneMatch(
                other -> other.count() <= free && other.jobs() && precedes(other, wish, standing))
        : others.stream().noneMatch(Wish::jobs) && free - wish.count() >= spared(wish, standing);
  }

  /** A lane that only looks leaves a slot to each queue on which nobody looks yet. */
  private static long spared(Wish wish, Standing standing) {
    boolean first = standing.kept(wish.priority()) == 0;
    return LOOKING.stream()
        .limit(first ? LOOKING.indexOf(wish.priority()) : LOOKING.size())
        .filter(priority -> priority != wish.priority() && standing.kept(priority) == 0)
        .count();
  }

  private boolean precedes(Wish one, Wish other, Standing standing) {
    boolean due = isDue(one.priority(), standing);
    return due == isDue(other.priority(), standing)
        ? one.priority().compareTo(other.priority()) < 0
        : due;
  }

  private boolean isDue(Priority priority, Standing standing) {
    int percent = shares.of(priority);
    int slots = total * percent / 100;
    return slots > 0
        ? standing.held(priority) < slots
        : percent > 0 && standing.held(priority) == 0 && standing.passed(priority) * percent >= 100;
  }
}
