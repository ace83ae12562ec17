// SPDX-License-Identifier: Apache-2.0
package io.jobmill.worker.execution;

import static io.jobmill.job.Priority.HIGH;
import static io.jobmill.job.Priority.LOW;
import static io.jobmill.job.Priority.NORMAL;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jobmill.job.Priority;
import io.jobmill.worker.execution.SlotTurns.Standing;
import io.jobmill.worker.execution.SlotTurns.Wish;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SlotTurnsTests {

  @Test
  void jobsOfAHigherPriorityGoFirst() {
    assertThat(next(4, Set.of(HIGH, NORMAL, LOW), none())).containsExactly(HIGH);
    assertThat(next(4, Set.of(NORMAL, LOW), none())).containsExactly(NORMAL);
    assertThat(next(4, Set.of(LOW), none())).containsExactly(LOW);
  }

  @Test
  void aQueueBelowItsShareGoesBeforeAHigherOne() {
    Standing full = standing(Map.of(HIGH, 17, NORMAL, 2), Map.of());

    assertThat(next(20, Set.of(HIGH, NORMAL, LOW), full)).containsExactly(NORMAL);
    assertThat(next(20, Set.of(HIGH, LOW), full)).containsExactly(LOW);
    assertThat(next(20, Set.of(HIGH), full)).containsExactly(HIGH);
  }

  @Test
  void aQueueThatHasItsShareWaitsAgain() {
    Standing shared = standing(Map.of(HIGH, 13, NORMAL, 4, LOW, 2), Map.of());

    assertThat(next(20, Set.of(HIGH, NORMAL, LOW), shared)).containsExactly(HIGH);
  }

  @Test
  void whereAShareIsLessThanASlotItIsATurnNowAndThen() {
    assertThat(next(1, Set.of(HIGH, LOW), standing(Map.of(), Map.of(LOW, 9))))
        .containsExactly(HIGH);
    assertThat(next(1, Set.of(HIGH, LOW), standing(Map.of(), Map.of(LOW, 10))))
        .containsExactly(LOW);
    assertThat(next(2, Set.of(HIGH, LOW), standing(Map.of(LOW, 1), Map.of(LOW, 99))))
        .as("it has one already")
        .containsExactly(HIGH);
  }

  @Test
  void aLaneThatNeedsMoreThanIsFreeHoldsUpNobody() {
    SlotTurns turns = new SlotTurns(4, SlotGuarantee.DEFAULT);
    Wish large = new Wish(HIGH, 3, true);
    Wish small = new Wish(NORMAL, 1, true);

    assertThat(turns.grants(small, List.of(large), standing(Map.of(NORMAL, 2), Map.of()))).isTrue();
    assertThat(turns.grants(small, List.of(large), standing(Map.of(NORMAL, 1), Map.of())))
        .isFalse();
  }

  @Test
  void whoOnlyLooksTakesNothingFromWhoHasJobs() {
    SlotTurns turns = new SlotTurns(4, SlotGuarantee.DEFAULT);
    Wish looking = new Wish(HIGH, 1, false);

    assertThat(turns.grants(looking, List.of(new Wish(LOW, 1, true)), none())).isFalse();
    assertThat(turns.grants(looking, List.of(), none())).isTrue();
    assertThat(turns.grants(new Wish(LOW, 1, true), List.of(looking), none())).isTrue();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8, 15, 16, 32, 256})
  void onAnIdleWorkerEveryQueueIsLookedAtIfThereAreSlotsForIt(int slots) {
    SlotTurns turns = new SlotTurns(slots, SlotGuarantee.DEFAULT);
    Map<Priority, Integer> kept = new EnumMap<>(Priority.class);
    List<Priority> lanes =
        Stream.concat(Stream.generate(() -> NORMAL).limit(slots), Stream.of(HIGH, LOW)).toList();

    for (int round = 0; round < 2; round++) {
      for (Priority priority : lanes) {
        Standing now = new Standing(kept, Map.of(), Map.of());
        if (turns.grants(new Wish(priority, 1, false), List.of(), now)) {
          kept.merge(priority, 1, Integer::sum);
        }
      }
    }

    assertThat(kept.keySet())
        .isEqualTo(
            slots == 1
                ? Set.of(NORMAL)
                : slots == 2 ? Set.of(NORMAL, HIGH) : EnumSet.allOf(Priority.class));
    assertThat(kept.values().stream().mapToInt(Integer::intValue).sum()).isEqualTo(slots);
  }

  @Test
  void whateverWaitsExactlyOneQueueIsNextAndNobodyStarves() {
    for (int slots = 1; slots <= 24; slots++) {
      for (Set<Priority> waiting : waitings()) {
        Map<Priority, Integer> begun = new EnumMap<>(Priority.class);
        Map<Priority, Integer> used = new EnumMap<>(Priority.class);
        Map<Priority, Integer> passed = new EnumMap<>(Priority.class);
        for (int begin = 0; begin < 200; begin++) {
          if (sum(used) == slots) {
            Priority ends = longest(used);
            used.merge(ends, -1, Integer::sum);
          }
          List<Priority> next = next(slots, waiting, new Standing(Map.of(), used, passed));
          assertThat(next).as("slots=%d waiting=%s used=%s", slots, waiting, used).hasSize(1);
          Priority one = next.get(0);
          begun.merge(one, 1, Integer::sum);
          used.merge(one, 1, Integer::sum);
          waiting.forEach(other -> passed.merge(other, other == one ? 0 : 1, Integer::sum));
          passed.remove(one);
        }
        assertThat(begun.keySet()).as("slots=%d", slots).isEqualTo(waiting);
        assertThat(begun.get(first(waiting)))
            .as("slots=%d waiting=%s", slots, waiting)
            .isEqualTo(begun.values().stream().max(Integer::compare).orElseThrow());
      }
    }
  }

  @Test
  void refusesSharesThatLeaveNothingForTheHighQueue() {
    assertThatThrownBy(() -> new SlotGuarantee(0, 10)).hasMessageContaining("at least 1");
    assertThatThrownBy(() -> new SlotGuarantee(60, 40)).hasMessageContaining("at most 90 percent");
  }

  /** Of the queues on which jobs wait, those whose lane of one would get a slot. */
  private static List<Priority> next(int slots, Set<Priority> waiting, Standing standing) {
    SlotTurns turns = new SlotTurns(slots, SlotGuarantee.DEFAULT);
    List<Wish> wishes = waiting.stream().map(priority -> new Wish(priority, 1, true)).toList();
    return wishes.stream()
        .filter(
            wish ->
                turns.grants(
                    wish, wishes.stream().filter(other -> !other.equals(wish)).toList(), standing))
        .map(Wish::priority)
        .toList();
  }

  private static List<Set<Priority>> waitings() {
    return List.of(
        EnumSet.of(HIGH),
        EnumSet.of(NORMAL),
        EnumSet.of(LOW),
        EnumSet.of(HIGH, NORMAL),
        EnumSet.of(HIGH, LOW),
        EnumSet.of(NORMAL, LOW),
        EnumSet.allOf(Priority.class));
  }

  private static Priority first(Set<Priority> waiting) {
    return Stream.of(Priority.values()).filter(waiting::contains).findFirst().orElseThrow();
  }

  private static Priority longest(Map<Priority, Integer> used) {
    return used.entrySet().stream().max(Map.Entry.comparingByValue()).orElseThrow().getKey();
  }

  private static int sum(Map<Priority, Integer> counts) {
    return counts.values().stream().mapToInt(Integer::intValue).sum();
  }

  private static Standing none() {
    return standing(Map.of(), Map.of());
  }

  private static Standing standing(Map<Priority, Integer> used, Map<Priority, Integer> passed) {
    return new Standing(Map.of(), used, passed);
  }
}
