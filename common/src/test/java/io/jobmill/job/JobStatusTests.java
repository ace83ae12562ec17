// SPDX-License-Identifier: Apache-2.0
package io.jobmill.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class JobStatusTests {

  /** Written down a second time, in another form, so that nobody changes the table unawares. */
  private static final String TABLE =
      """
      pending   > pending by worker upkeep
      pending   > scheduled by worker
      pending   > running by worker
      pending   > rejected by worker
      pending   > failed by worker upkeep
      pending   > cancelled by worker operator
      scheduled > pending by upkeep
      scheduled > running by worker
      scheduled > rejected by worker
      scheduled > failed by worker upkeep
      scheduled > cancelled by worker operator
      running   > running by worker
      running   > pending by worker
      running   > retrying by worker upkeep
      running   > succeeded by worker
      running   > warning by worker
      running   > partial_failure by worker upkeep
      running   > failed by worker upkeep
      running   > cancelled by worker upkeep operator
      running   > skipped by worker
      retrying  > pending by upkeep
      retrying  > running by worker
      retrying  > rejected by worker
      retrying  > failed by worker upkeep
      retrying  > cancelled by worker operator
      """;

  record Step(JobStatus from, JobStatus to) {
    @Override
    public String toString() {
      return from.word() + " > " + to.word();
    }
  }

  static Stream<Step> everyPair() {
    return Arrays.stream(JobStatus.values())
        .flatMap(from -> Arrays.stream(JobStatus.values()).map(to -> new Step(from, to)));
  }

  @ParameterizedTest
  @MethodSource("everyPair")
  void aStepIsAllowedExactlyIfTheTableHasIt(Step step) {
    Set<Mover> movers = expected().getOrDefault(step.from(), Map.of()).get(step.to());

    assertThat(step.from().mayBecome(step.to())).isEqualTo(movers != null);
    assertThat(step.from().next().get(step.to())).isEqualTo(movers);
  }

  @ParameterizedTest
  @EnumSource(JobStatus.class)
  void nothingFollowsAnEndAndSomethingFollowsEverythingElse(JobStatus status) {
    assertThat(status.next().isEmpty()).isEqualTo(status.isTerminal());
  }

  @ParameterizedTest
  @EnumSource(JobStatus.class)
  void everyStatusCanReachAnEndAndEveryEndCanBeReached(JobStatus status) {
    if (status.isTerminal()) {
      assertThat(Arrays.stream(JobStatus.values()).filter(from -> from.mayBecome(status)))
          .isNotEmpty();
    } else {
      assertThat(status.next().keySet()).anyMatch(JobStatus::isTerminal);
    }
  }

  @ParameterizedTest
  @EnumSource(JobStatus.class)
  void aStatusIsFoundByItsWord(JobStatus status) {
    assertThat(JobStatus.ofWord(status.word())).contains(status);
  }

  @Test
  void theWordsAreTheOnesThatAnswersPromise() {
    List<String> words = Arrays.stream(JobStatus.values()).map(JobStatus::word).toList();

    assertThat(words)
        .containsExactly(
            "pending",
            "scheduled",
            "running",
            "retrying",
            "succeeded",
            "warning",
            "partial_failure",
            "failed",
            "rejected",
            "cancelled",
            "skipped");
    assertThat(JobStatus.ofWord("Pending")).isEmpty();
  }

  private static Map<JobStatus, Map<JobStatus, Set<Mover>>> expected() {
    return TABLE
        .lines()
        .map(line -> line.split("\\s+(>|by)\\s+", -1))
        .collect(
            Collectors.groupingBy(
                step -> status(step[0]),
                () -> new EnumMap<>(JobStatus.class),
                Collectors.toMap(step -> status(step[1]), step -> movers(step[2]))));
  }

  private static JobStatus status(String word) {
    return JobStatus.ofWord(word).orElseThrow();
  }

  private static Set<Mover> movers(String words) {
    return Stream.of(words.split(" ", -1))
        .map(word -> Mover.valueOf(word.toUpperCase(java.util.Locale.ROOT)))
        .collect(Collectors.toCollection(() -> EnumSet.noneOf(Mover.class)));
  }
}
