// SPDX-License-Identifier: Apache-2.0
package io.jobmill.standalone.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jobmill.standalone.faults.Ledger.Run;
import io.jobmill.standalone.faults.Views.Job;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class AttemptsTests {
  private static final Instant START = Instant.parse("2026-11-29T12:00:00Z");
  private static final Trouble OF_A_WORKER = new Trouble(true, START, START.plusSeconds(20));
  private static final Trouble OF_THE_STORE = new Trouble(false, START, START.plusSeconds(20));
  private static final List<Run> THREE_TRIES =
      List.of(
          run(Kind.RETRIED, 1, 1_000, 1_100),
          run(Kind.RETRIED, 2, 2_300, 2_400),
          run(Kind.RETRIED, 3, 3_500, 3_600));

  @Test
  void theAttemptsOfThePolicyNeedNoOtherReason() {
    assertThat(Attempts.again(THREE_TRIES)).isEmpty();
    assertThatCode(() -> Attempts.hold(job("succeeded"), THREE_TRIES, OF_THE_STORE))
        .doesNotThrowAnyException();
  }

  @Test
  void anAttemptThatWasLostIsNoneOfThePolicy() {
    Run next = run(Kind.RETRIED, 2, 9_000, 9_100);
    List<Run> runs =
        List.of(run(Kind.RETRIED, 1, 1_000, null), next, run(Kind.RETRIED, 3, 10_200, 10_300));

    assertThat(Attempts.again(runs)).containsExactly(next);
    assertThatCode(() -> Attempts.hold(job("succeeded"), runs, OF_A_WORKER))
        .doesNotThrowAnyException();
    assertThatThrownBy(() -> Attempts.hold(job("succeeded"), runs, OF_THE_STORE))
        .hasMessageContaining("a reason to run")
        .hasMessageContaining("the-job");
  }

  @Test
  void anAttemptBeforeThePolicysWaitIsOverNeedsAReason() {
    assertThat(
            Attempts.again(
                List.of(run(Kind.RETRIED, 1, 1_000, 1_100), run(Kind.RETRIED, 2, 2_099, 2_200))))
        .hasSize(1);
  }

  @Test
  void theSameAttemptASecondTimeNeedsAReason() {
    assertThat(
            Attempts.again(
                List.of(run(Kind.RETRIED, 1, 1_000, 1_100), run(Kind.RETRIED, 1, 3_000, 3_100))))
        .hasSize(1);
  }

  @Test
  void aSecondRunOfAJobWithoutPolicyNeedsAReason() {
    List<Run> runs = List.of(run(Kind.QUICK, 1, 1_000, 1_200), run(Kind.QUICK, 2, 5_000, 5_200));

    assertThatThrownBy(() -> Attempts.hold(job("succeeded"), runs, OF_THE_STORE))
        .hasMessageContaining("a reason to run");
  }

  @Test
  void aJobThatRanAgainLongAfterTheTroubleDidNotDoSoBecauseOfIt() {
    List<Run> runs = List.of(run(Kind.QUICK, 1, 1_000, 1_200), run(Kind.QUICK, 2, 51_000, 51_200));

    assertThatThrownBy(() -> Attempts.hold(job("succeeded"), runs, OF_A_WORKER))
        .hasMessageContaining("because of what happened");
  }

  @Test
  void anAttemptOfThePolicyThatIsMissingIsFound() {
    assertThatThrownBy(
            () -> Attempts.hold(job("succeeded"), THREE_TRIES.subList(0, 2), OF_THE_STORE))
        .hasMessageContaining("of which none was lost");
    assertThatThrownBy(
            () -> Attempts.hold(job("succeeded"), THREE_TRIES.subList(0, 2), OF_A_WORKER))
        .hasMessageContaining("whose first two fail");
  }

  @Test
  void aJobThatNeverRanToTheEndIsFound() {
    assertThatThrownBy(() -> Attempts.hold(job("succeeded"), List.of(), OF_A_WORKER))
        .hasMessageContaining("runs of");
    assertThatThrownBy(
            () ->
                Attempts.hold(
                    job("succeeded"), List.of(run(Kind.QUICK, 1, 1_000, null)), OF_A_WORKER))
        .hasMessageContaining("runs of");
  }

  @Test
  void aJobThatFailsInEveryAttemptEndsAsFailedWithAllOfThemUsed() {
    List<Run> runs =
        List.of(
            run(Kind.HOPELESS, 1, 1_000, 1_100),
            run(Kind.HOPELESS, 2, 2_300, 2_400),
            run(Kind.HOPELESS, 3, 3_500, 3_600));

    assertThatCode(() -> Attempts.hold(exhausted(true), runs, OF_THE_STORE))
        .doesNotThrowAnyException();
    assertThatThrownBy(() -> Attempts.hold(exhausted(false), runs, OF_THE_STORE))
        .hasMessageContaining("were used");
    assertThatThrownBy(() -> Attempts.hold(job("succeeded"), runs, OF_THE_STORE))
        .hasMessageContaining("status of");
  }

  @Test
  void aFourthOfThreeAttemptsIsFound() {
    List<Run> runs =
        List.of(run(Kind.HOPELESS, 1, 1_000, null), run(Kind.HOPELESS, 4, 9_000, 9_100));

    assertThatThrownBy(() -> Attempts.hold(exhausted(true), runs, OF_A_WORKER))
        .hasMessageContaining("which may have 3");
  }

  @Test
  void aJobHasOneEndBesideTheFailuresOfItsPolicy() {
    Job job = job("succeeded");

    assertThatCode(
            () -> Attempts.holdEnds(job, Kind.RETRIED, List.of("failed", "failed", "succeeded")))
        .doesNotThrowAnyException();
    assertThatThrownBy(() -> Attempts.holdEnds(job, Kind.QUICK, List.of("succeeded", "succeeded")))
        .hasMessageContaining("ends of");
    assertThatThrownBy(() -> Attempts.holdEnds(job, Kind.QUICK, List.of("failed", "succeeded")))
        .hasMessageContaining("failures of");
    assertThatThrownBy(() -> Attempts.holdEnds(job, Kind.RETRIED, List.of("succeeded", "failed")))
        .hasMessageContaining("ends of");
    assertThatThrownBy(
            () ->
                Attempts.holdEnds(
                    job, Kind.HOPELESS, List.of("failed", "failed", "failed", "failed")))
        .hasMessageContaining("failures of");
  }

  private static Job job(String status) {
    return new Job("the-job", "any", status, START, false);
  }

  private static Job exhausted(boolean exhausted) {
    return new Job("the-job", "any", "failed", START, exhausted);
  }

  private static Run run(Kind kind, int attempt, int began, @Nullable Integer ended) {
    return new Run(
        kind,
        attempt,
        "one",
        START.plusMillis(began),
        ended == null ? null : START.plusMillis(ended));
  }
}
