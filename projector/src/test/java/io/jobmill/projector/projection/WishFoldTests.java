// SPDX-License-Identifier: Apache-2.0
package io.jobmill.projector.projection;

import static io.jobmill.projector.projection.History.START;
import static io.jobmill.projector.projection.History.first;
import static org.assertj.core.api.Assertions.assertThat;

import io.jobmill.event.LogCount;
import io.jobmill.job.JobStatus;
import io.jobmill.view.CancelWish;
import io.jobmill.view.JobView;
import io.jobmill.view.Run;
import io.jobmill.view.RunStatus;
import io.jobmill.view.TimelineEntry;
import org.junit.jupiter.api.Test;

/** What people and programs want of a job, and what becomes of it. */
class WishFoldTests {

  private static final String SAID = "cancelled by key:ops: wrong server";

  @Test
  void aJobThatNobodyRunsEndsWithTheWish() {
    JobView view = History.fold(first().received(), first().cancelRequested());

    assertThat(view.status()).isEqualTo(JobStatus.CANCELLED);
    assertThat(view.message()).isEqualTo(SAID);
    assertThat(view.endedAt()).isEqualTo(START.plusSeconds(1));
    assertThat(view.runs()).isEmpty();
  }

  @Test
  void aRunningJobGoesOnAndKnowsWhoWantsItEnded() {
    JobView view = History.fold(first().started(), first().cancelRequested());

    assertThat(view.status()).isEqualTo(JobStatus.RUNNING);
    assertThat(view.cancel())
        .isEqualTo(new CancelWish(START.plusSeconds(1), "key:ops", "wrong server"));
    assertThat(view.holding()).isPresent();
  }

  @Test
  void itsWorkerEndsItAndSaysHowMuchLogThereIs() {
    JobView view = History.fold(first().started(), first().cancelRequested(), first().cancelled());

    assertThat(view.status()).isEqualTo(JobStatus.CANCELLED);
    assertThat(view.message()).isEqualTo(SAID);
    Run run = view.runs().get(0);
    assertThat(run.status()).isEqualTo(RunStatus.CANCELLED);
    assertThat(run.message()).isEqualTo("stopped");
    assertThat(run.log()).isEqualTo(new LogCount(3, 1));
    assertThat(run.endedAt()).isEqualTo(START.plusSeconds(2));
  }

  @Test
  void anOutcomeThatComesBeforeTheWorkerHeardOfItCounts() {
    JobView view =
        History.fold(
            first().started(), first().cancelRequested(), first().succeeded(), first().cancelled());

    assertThat(view.status()).isEqualTo(JobStatus.SUCCEEDED);
    assertThat(view.timeline())
        .extracting(TimelineEntry::late)
        .containsExactly(false, false, false, true);
  }

  @Test
  void upkeepEndsItWhereNoWorkerDoes() {
    JobView view =
        History.fold(first().started(), first().cancelRequested(), first().cancelledByUpkeep());

    assertThat(view.status()).isEqualTo(JobStatus.CANCELLED);
    assertThat(view.runs().get(0).status()).isEqualTo(RunStatus.CANCELLED);
    assertThat(view.runs().get(0).log()).isNull();
  }

  @Test
  void upkeepEndsNothingThatNobodyWantsEnded() {
    JobView view = History.fold(first().started(), first().cancelledByUpkeep());

    assertThat(view.status()).isEqualTo(JobStatus.RUNNING);
    assertThat(view.timeline().get(1).late()).isTrue();
  }

  @Test
  void anUnwantedJobThatIsLostIsNotTriedAgain() {
    JobView view = History.fold(first().started(), first().cancelRequested(), first().lost());

    assertThat(view.status()).isEqualTo(JobStatus.CANCELLED);
    assertThat(view.dueAt()).isNull();
    assertThat(view.runs().get(0).status()).isEqualTo(RunStatus.LOST);
    assertThat(view.runs().get(0).retrying()).isFalse();
  }

  @Test
  void aWorkerMayRefuseAJobBeforeTheWishIsNews() {
    JobView refused = History.fold(first().received(), first().cancelled());
    JobView told = History.fold(first().received(), first().cancelled(), first().cancelRequested());
    JobView inOrder =
        History.fold(first().received(), first().cancelRequested(), first().cancelled());

    assertThat(refused.status()).isEqualTo(JobStatus.CANCELLED);
    assertThat(refused.message()).isEqualTo("stopped");
    assertThat(told.message()).isEqualTo(SAID).isEqualTo(inOrder.message());
    assertThat(told.status()).isEqualTo(inOrder.status());
    assertThat(told.runs()).isEqualTo(inOrder.runs()).isEmpty();
  }

  @Test
  void aDeletedJobEndsAndOnlyAStubIsLeft() {
    JobView view = History.fold(first().started(), first().deleted(), first().succeeded());

    assertThat(view.deleted()).isTrue();
    assertThat(view.status()).isEqualTo(JobStatus.CANCELLED);
    assertThat(view.runs()).extracting(Run::status).containsExactly(RunStatus.CANCELLED);
    assertThat(view.runs()).extracting(Run::applied).containsExactly(1L);
    assertThat(view.timeline().get(2).late()).isTrue();
  }

  @Test
  void aDeletedJobKeepsItsEndAndIsNotRevived() {
    JobView view =
        History.fold(
            first().started(),
            first().succeeded(),
            first().deleted(),
            first().attempt(2).received(),
            first().attempt(2).started());

    assertThat(view.deleted()).isTrue();
    assertThat(view.status()).isEqualTo(JobStatus.SUCCEEDED);
    assertThat(view.attempt()).isEqualTo(1);
  }

  @Test
  void onlyTheRunsThatAreNamedAndEndedAreAcknowledged() {
    long lost = History.position(0).historyId();
    long running = History.position(2).historyId();
    JobView view =
        History.fold(
            first().started(),
            first().lost(),
            first().attempt(2).started(),
            first().acknowledged(lost, running));

    assertThat(view.runs()).extracting(Run::acknowledged).containsExactly(true, false);
    assertThat(view.runs()).extracting(Run::applied).containsExactly(3L, 2L);
    assertThat(view.status()).isEqualTo(JobStatus.RUNNING);
  }

  @Test
  void aRunSaysWhetherAnotherFollowsUntilNoneDoes() {
    JobView resting = History.fold(first().started(), first().handedBack());
    JobView cancelled =
        History.fold(first().started(), first().handedBack(), first().cancelRequested());

    assertThat(resting.runs().get(0).retrying()).isTrue();
    assertThat(cancelled.runs().get(0).retrying()).isFalse();
    assertThat(cancelled.runs().get(0).applied()).isEqualTo(2);
  }

  @Test
  void aRetryIsNotedAndChangesNothingElse() {
    JobView view = History.fold(first().started(), first().succeeded(), first().retried());

    assertThat(view.status()).isEqualTo(JobStatus.SUCCEEDED);
    assertThat(view.timeline().get(2))
        .isEqualTo(
            new TimelineEntry(
                START.plusSeconds(2),
                "retried",
                1,
                "key:ops",
                "retried as " + History.OTHER,
                false));
  }
}
