// SPDX-License-Identifier: Apache-2.0
package io.jobmill.projector.projection;

import static io.jobmill.projector.projection.History.START;
import static io.jobmill.projector.projection.History.first;
import static io.jobmill.projector.projection.History.fold;
import static org.assertj.core.api.Assertions.assertThat;

import io.jobmill.event.JobEvent;
import io.jobmill.event.Progress;
import io.jobmill.job.JobStatus;
import io.jobmill.job.Target;
import io.jobmill.view.JobView;
import io.jobmill.view.Run;
import io.jobmill.view.RunProgress;
import io.jobmill.view.TimelineEntry;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What becomes of a view when a run says how far it has come. */
class ProgressFoldTests {

  @Test
  void theRunningAttemptHasComeSoFar() {
    JobView view = fold(first().started(), first().progressed(40, 2));

    assertThat(view.progress())
        .contains(new RunProgress(new Progress(40, "step 2"), START.plusSeconds(1), 2));
    assertThat(view.status()).isEqualTo(JobStatus.RUNNING);
    assertThat(view.timeline().get(1))
        .isEqualTo(
            new TimelineEntry(
                START.plusSeconds(1), "progressed", 1, "host-w1", "40 % step 2", false));
    assertThat(view.runs().get(0).applied()).isEqualTo(1);
    FoldInvariants.check(view);
  }

  @Test
  void aLaterWordReplacesAnEarlierOneAlsoWhereItIsLess() {
    JobView view = fold(first().started(), first().progressed(90, 2), first().progressed(10, 3));

    assertThat(percents(view)).containsExactly(10);
  }

  @Test
  void whatIsSaidAgainOrArrivesAfterALaterWordChangesNothing() {
    JobView before = fold(first().started(), first().progressed(40, 5));

    JobView view =
        History.then(before, 2, List.of(first().progressed(40, 5), first().progressed(30, 4)));

    assertThat(percents(view)).containsExactly(40);
    assertThat(view.progress().map(RunProgress::at)).contains(START.plusSeconds(1));
    assertThat(view.timeline()).extracting(TimelineEntry::late).endsWith(false, true, true);
  }

  static Stream<List<JobEvent>> othersThatSay() {
    return Stream.of(
        List.of(first().received(), first().progressed(40, 2)),
        List.of(first().started(), first().delivery(2).progressed(40, 2)),
        List.of(first().started(), first().at(900).progressed(40, 2)),
        List.of(first().started(), first().by("w2").progressed(40, 2)),
        List.of(first().started(), first().ask(2).progressed(40, 2)),
        List.of(first().started(), first().attempt(2).progressed(40, 2)),
        List.of(first().started(), first().lost(), first().progressed(40, 2)),
        List.of(first().started(), first().succeeded(), first().progressed(40, 2)),
        List.of(
            first().started(),
            first().lost(),
            first().attempt(2).started(),
            first().progressed(40, 2)));
  }

  @ParameterizedTest
  @MethodSource("othersThatSay")
  void whatAnotherClaimSaysOrOneThatIsOverIsLateAndChangesNothing(List<JobEvent> events) {
    JobView before = fold(events.subList(0, events.size() - 1));

    JobView view = fold(events);

    assertThat(view)
        .usingRecursiveComparison()
        .ignoringFields("applied", "updatedAt", "timeline")
        .isEqualTo(before);
    assertThat(view.timeline().get(events.size() - 1).late()).isTrue();
  }

  @Test
  void aViewDoesNotBeginWithIt() {
    assertThat(Fold.fold(null, first().progressed(40, 2), History.position(0))).isNull();
  }

  @Test
  void anEndedRunKeepsHowFarItCame() {
    JobView view = fold(first().started(), first().progressed(40, 2), first().succeeded());

    assertThat(percents(view)).containsExactly(40);
  }

  @Test
  void theNextAttemptBeginsWithNothing() {
    JobView view =
        fold(
            first().started(),
            first().progressed(40, 2),
            first().lost(),
            first().attempt(2).started());

    assertThat(view.progress()).isEmpty();
    assertThat(view.runs()).first().extracting(Run::progress).isNotNull();
  }

  @Test
  void itDoesNotPushOutWhatHappened() {
    List<JobEvent> events = new ArrayList<>(List.of(first().received(), first().started()));
    for (int i = 0; i < 1_000; i++) {
      events.add(first().progressed(i / 10, 2 + i));
    }
    events.add(first().cancelRequested());

    JobView view = fold(events);

    assertThat(view.timeline()).hasSize(3 + JobView.MAX_PROGRESS);
    assertThat(view.timeline())
        .extracting(TimelineEntry::type)
        .startsWith("received", "started", "progressed")
        .endsWith("progressed", "cancel_requested");
    assertThat(view.timeline().get(2).message()).isEqualTo("98 % step 982");
    assertThat(percents(view)).containsExactly(99);
  }

  @Test
  void eachPartOfABroadcastHasItsOwn() {
    Broadcast all = Broadcast.to(Target.ALL, "a", "b");

    JobView view =
        fold(
            all.received(),
            all.started("a"),
            all.started("b"),
            all.progressed("a", 40),
            all.progressed("b", 70),
            all.succeeded("a"));

    assertThat(percents(view)).containsExactly(40, 70);
    assertThat(view.progress()).isEmpty();
  }

  private static List<Integer> percents(JobView view) {
    return view.runs().stream()
        .map(Run::progress)
        .map(progress -> progress == null ? null : progress.progress().percent())
        .toList();
  }
}
