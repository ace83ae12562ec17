// SPDX-License-Identifier: Apache-2.0
package io.jobmill.projector.admission;

import static org.assertj.core.api.Assertions.assertThat;

import io.jobmill.job.JobId;
import io.jobmill.projector.admission.LimitRule.Competing;
import io.jobmill.projector.admission.LimitRule.Decision;
import io.jobmill.store.LimitedJobs.Asked;
import io.jobmill.store.LimitedJobs.LimitedJob;
import io.jobmill.template.Concurrency;
import io.jobmill.template.LimitPolicy;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Jobs are numbered in the order in which they were submitted; those that wait come last. */
class LimitRuleTests {

  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

  @Test
  void everyoneIsLetThroughWhereThereIsNoLimitAnyMore() {
    Decision decision = LimitRule.decide(null, new Competing(jobs(1, 5), List.of(), 99));

    assertThat(decision.through()).isEqualTo(jobs(1, 5));
    assertThat(decision.refused()).isEmpty();
    assertThat(decision.replaced()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"3,0,3", "3,1,2", "3,2,1", "3,3,0", "3,7,0", "1,0,1", "9,2,5"})
  void theFirstAreLetThroughAsFarAsPlacesAreFree(int max, int taken, int through) {
    Decision decision = decide(LimitPolicy.QUEUE, max, new Competing(jobs(1, 5), List.of(), taken));

    assertThat(decision.through()).isEqualTo(jobs(1, through));
    assertThat(decision.refused()).isEmpty();
    assertThat(decision.replaced()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"3,0,3", "3,2,1", "3,3,0", "3,7,0", "9,2,5"})
  void whatFindsNoPlaceIsRefused(int max, int taken, int through) {
    Decision decision =
        decide(LimitPolicy.REFUSE, max, new Competing(jobs(1, 5), List.of(), taken));

    assertThat(decision.through()).isEqualTo(jobs(1, through));
    assertThat(decision.refused()).isEqualTo(jobs(through + 1, 5));
    assertThat(decision.replaced()).isEmpty();
  }

  @Test
  void theNewestReplacesWhatIsUnderWayAndWhatWaits() {
    Decision decision = decide(LimitPolicy.REPLACE, 1, new Competing(jobs(2, 4), jobs(1, 1), 1));

    assertThat(decision.through()).isEmpty();
    assertThat(decision.replaced()).containsExactlyInAnyOrderElementsOf(jobs(1, 3));
    assertThat(decision.by()).isEqualTo(job(4).id());
  }

  @Test
  void theNewestRunsOnceTheOneItReplacesHasEnded() {
    Decision ending = decide(LimitPolicy.REPLACE, 1, new Competing(jobs(4, 4), List.of(), 1));
    Decision ended = decide(LimitPolicy.REPLACE, 1, new Competing(jobs(4, 4), List.of(), 0));

    assertThat(ending.through()).isEmpty();
    assertThat(ending.replaced()).isEmpty();
    assertThat(ended.through()).isEqualTo(jobs(4, 4));
  }

  @ParameterizedTest
  @CsvSource({
    // max, placed, ending or not seen yet, waiting: let through, replaced of placed, of waiting
    "3, 0, 0, 2, 2, 0, 0",
    "3, 2, 0, 1, 1, 0, 0",
    "3, 3, 0, 1, 0, 1, 0",
    "3, 3, 0, 2, 0, 2, 0",
    "3, 3, 0, 5, 0, 3, 2",
    "3, 2, 1, 1, 0, 0, 0",
    "3, 2, 1, 2, 0, 1, 0",
    "3, 5, 0, 1, 0, 1, 0",
    "3, 1, 1, 2, 1, 0, 0",
  })
  void onlyAsManyAreReplacedAsPlacesAreNeeded(
      int max, int placed, int other, int waiting, int through, int ofPlaced, int ofWaiting) {
    List<LimitedJob> under = jobs(1, placed);
    List<LimitedJob> waits = jobs(placed + 1, placed + waiting);

    Decision decision =
        decide(LimitPolicy.REPLACE, max, new Competing(waits, under, placed + other));

    assertThat(decision.through()).isEqualTo(waits.subList(ofWaiting, ofWaiting + through));
    assertThat(decision.replaced())
        .containsExactlyInAnyOrderElementsOf(
            IntStream.rangeClosed(1, placed + waiting)
                .filter(n -> n <= ofPlaced || (n > placed && n <= placed + ofWaiting))
                .mapToObj(LimitRuleTests::job)
                .toList());
  }

  @ParameterizedTest
  @EnumSource(LimitPolicy.class)
  void nothingFollowsWhereNobodyWaits(LimitPolicy policy) {
    Decision decision = decide(policy, 2, new Competing(List.of(), jobs(1, 5), 5));

    assertThat(decision.through()).isEmpty();
    assertThat(decision.refused()).isEmpty();
    assertThat(decision.replaced()).isEmpty();
  }

  @Test
  void neverMoreAreLetThroughThanPlacesAreFree() {
    for (LimitPolicy policy : LimitPolicy.values()) {
      for (int max = 1; max <= 4; max++) {
        for (int placed = 0; placed <= 5; placed++) {
          for (int other = 0; other <= 2; other++) {
            for (int waiting = 0; waiting <= 5; waiting++) {
              Competing competing =
                  new Competing(
                      jobs(placed + 1, placed + waiting), jobs(1, placed), placed + other);

              Decision decision = decide(policy, max, competing);

              int free = Math.max(0, max - competing.taken());
              assertThat(decision.through()).hasSize(Math.min(free, waiting));
              assertThat(decision.replaced()).noneMatch(decision.through()::contains);
            }
          }
        }
      }
    }
  }

  private static Decision decide(LimitPolicy policy, int max, Competing competing) {
    return LimitRule.decide(new Concurrency(max, List.of(), policy), competing);
  }

  private static List<LimitedJob> jobs(int first, int last) {
    return IntStream.rangeClosed(first, last).mapToObj(LimitRuleTests::job).toList();
  }

  private static LimitedJob job(int number) {
    return new LimitedJob(
        new JobId(new UUID(0, number)), NOON.plusSeconds(number), new Asked(1, 1), true, false);
  }
}
