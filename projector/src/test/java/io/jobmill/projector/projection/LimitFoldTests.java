// SPDX-License-Identifier: Apache-2.0
package io.jobmill.projector.projection;

import static io.jobmill.projector.projection.History.START;
import static io.jobmill.projector.projection.History.first;
import static io.jobmill.projector.projection.History.fold;
import static org.assertj.core.api.Assertions.assertThat;

import io.jobmill.event.JobEvent;
import io.jobmill.job.JobStatus;
import io.jobmill.job.TimeLimit;
import io.jobmill.view.JobView;
import io.jobmill.view.TimelineEntry;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class LimitFoldTests {

  @Test
  void aJobThatNeedsAPlaceIsPendingAndNotDue() {
    JobView view = fold(first().received(), first().held("t/A=1"));

    assertThat(view.status()).isEqualTo(JobStatus.PENDING);
    assertThat(view.waitsFor()).isEqualTo("t/A=1");
    assertThat(view.dueAt()).isNull();
    assertThat(view.message()).isEqualTo("not yet");
    assertThat(view.place()).isEmpty();
  }

  @Test
  void aJobCanBeginWithThatItNeedsAPlace() {
    JobView view = fold(first().held("t"), first().received());

    assertThat(view.waitsFor()).isEqualTo("t");
    assertThat(view.queuedAt()).isEqualTo(START.minusMillis(5));
  }

  @Test
  void whoIsLetThroughHasAPlaceAndWaitsNoLonger() {
    JobView view = fold(first().received(), first().held("t"), first().ask(2).placed("t"));

    assertThat(view.waitsFor()).isNull();
    assertThat(view.place()).contains("t");
    assertThat(view.message()).isNull();
  }

  @Test
  void thatItNeedsAPlaceSaidOnceMoreAfterItHasOneIsLate() {
    JobView view =
        fold(
            first().received(),
            first().held("t"),
            first().ask(2).placed("t"),
            first().delivery(2).held("t"));

    assertThat(view.waitsFor()).isNull();
    assertThat(view.place()).contains("t");
    assertThat(view.timeline())
        .extracting(TimelineEntry::late)
        .containsExactly(false, false, false, true);
  }

  @Test
  void anotherRequestOfTheSameAskingIsNotTheOneThatHasThePlace() {
    JobView view =
        fold(first().held("t"), first().ask(2).placed("t"), first().ask(2).at(999).received());

    assertThat(view.place()).contains("t");
    assertThat(view.queue().offset()).isEqualTo(110);
  }

  @Test
  void aPlaceIsKeptWhileAFailedAttemptRests() {
    JobView view =
        fold(
            first().held("t"),
            first().ask(2).placed("t"),
            first().ask(2).startedIn("t"),
            first().ask(2).lost());

    assertThat(view.status()).isEqualTo(JobStatus.RETRYING);
    assertThat(view.place()).contains("t");
  }

  static Stream<JobEvent> ends() {
    return Stream.of(
        first().ask(2).rejected(),
        first().ask(2).expiredSaysUpkeep(TimeLimit.TOTAL),
        first().ask(2).cancelRequested(),
        first().ask(2).deleted());
  }

  @ParameterizedTest
  @MethodSource("ends")
  void noEndLeavesAPlaceTaken(JobEvent end) {
    JobView view = fold(first().held("t"), first().ask(2).placed("t"), end);

    assertThat(view.status().isTerminal()).isTrue();
    assertThat(view.place()).isEmpty();
  }

  static Stream<JobEvent> endsOfWaiting() {
    return Stream.of(
        first().delivery(Short.MAX_VALUE).rejected(),
        first().expiredSaysUpkeep(TimeLimit.QUEUE),
        first().cancelRequested(),
        first().deleted());
  }

  @ParameterizedTest
  @MethodSource("endsOfWaiting")
  void aJobThatWaitsCanBeEndedAtOnceAndIsNotLetThroughAfterwards(JobEvent end) {
    JobView view = fold(first().held("t"), end, first().ask(2).placed("t"));

    assertThat(view.status().isTerminal()).isTrue();
    assertThat(view.waitsFor()).isNull();
    assertThat(view.place()).isEmpty();
  }

  @Test
  void aLaterAttemptCanNeedAPlaceWhereTheFirstNeededNone() {
    JobView view =
        fold(
            first().received(),
            first().started(),
            first().failed(Duration.ofSeconds(5)),
            first().attempt(2).held("t"));

    assertThat(view.status()).isEqualTo(JobStatus.PENDING);
    assertThat(view.waitsFor()).isEqualTo("t");
  }
}
