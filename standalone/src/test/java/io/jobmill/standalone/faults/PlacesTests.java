// SPDX-License-Identifier: Apache-2.0
package io.jobmill.standalone.faults;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jobmill.standalone.faults.Ledger.Run;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PlacesTests {
  private static final Run FIRST = run(Kind.LIMITED, 0, 400);
  private static final Run SECOND = run(Kind.LIMITED, 100, 500);

  @Test
  void aThirdJobMayBeginWhenOneOfTwoHasEnded() {
    assertThatCode(() -> hold(List.of(FIRST), List.of(SECOND), run(Kind.LIMITED, 400, 800)))
        .doesNotThrowAnyException();
  }

  @Test
  void aThirdJobThatBeginsWhileTwoAreUnderWayIsNamed() {
    assertThatThrownBy(() -> hold(List.of(FIRST), List.of(SECOND), run(Kind.LIMITED, 399, 800)))
        .hasMessageContaining("third began at 1970-01-01T00:00:00.399Z")
        .hasMessageContaining("2 others were under way");
  }

  @Test
  void aJobThatRunsTwiceAtOnceHasOnePlace() {
    assertThatCode(
            () ->
                hold(
                    List.of(FIRST, run(Kind.LIMITED, 50, 450)),
                    List.of(SECOND),
                    run(Kind.LIMITED, 450, 850)))
        .doesNotThrowAnyException();
  }

  @Test
  void aJobWhoseAttemptWasLostKeepsItsPlaceUntilTheNext() {
    List<Run> lost = List.of(run(Kind.LIMITED, 0, null), run(Kind.LIMITED, 9_000, 9_400));

    assertThatThrownBy(
            () ->
                hold(
                    lost,
                    List.of(run(Kind.LIMITED, 4_900, 5_300)),
                    run(Kind.LIMITED, 5_000, 5_400)))
        .hasMessageContaining("third began");
  }

  @Test
  void aRunThatGoesOnAfterAnotherHasEndedTheJobHasNoPlace() {
    List<Run> cutOff = List.of(run(Kind.LIMITED, 0, 9_000), run(Kind.LIMITED, 6_000, 6_400));

    assertThatCode(
            () ->
                hold(
                    cutOff,
                    List.of(run(Kind.LIMITED, 6_500, 6_900)),
                    run(Kind.LIMITED, 6_600, 7_000)))
        .doesNotThrowAnyException();
  }

  @Test
  void jobsWithoutALimitAreNotCounted() {
    assertThatCode(() -> hold(List.of(FIRST), List.of(SECOND), run(Kind.QUICK, 200, 400)))
        .doesNotThrowAnyException();
  }

  private static void hold(List<Run> first, List<Run> second, Run third) {
    Places.hold(Map.of("first", first, "second", second, "third", List.of(third)));
  }

  private static Run run(Kind kind, int began, @Nullable Integer ended) {
    return new Run(
        kind,
        1,
        "one",
        Instant.ofEpochMilli(began),
        ended == null ? null : Instant.ofEpochMilli(ended));
  }
}
