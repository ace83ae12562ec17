// SPDX-License-Identifier: Apache-2.0
package io.jobmill.projector.projection;

import static io.jobmill.projector.projection.History.fold;
import static org.assertj.core.api.Assertions.assertThat;

import io.jobmill.event.JobEvent;
import io.jobmill.event.Outcome;
import io.jobmill.job.JobStatus;
import io.jobmill.job.Target;
import io.jobmill.view.JobView;
import io.jobmill.view.Run;
import io.jobmill.view.RunStatus;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

class BroadcastFoldTests {

  private final Broadcast all = Broadcast.to(Target.ALL, "a", "b");

  @Test
  void waitsForEveryExpectedWorkerUntilTheDeadline() {
    JobView view = fold(all.received(), all.started("a"), all.succeeded("a"));

    assertThat(view.status()).isEqualTo(JobStatus.RUNNING);
    assertThat(view.dueAt()).isEqualTo(Broadcast.DEADLINE);
    assertThat(view.holder()).isNull();
    assertThat(view.startedAt()).isNotNull();
  }

  @Test
  void succeedsWhenAllAreGood() {
    JobView view =
        fold(
            all.received(),
            all.started("b"),
            all.started("a"),
            all.succeeded("a"),
            all.succeeded("b"));

    assertThat(view.status()).isEqualTo(JobStatus.SUCCEEDED);
    assertThat(view.changed()).isTrue();
    assertThat(view.message()).isNull();
    assertThat(view.dueAt()).isNull();
    assertThat(view.runs()).extracting(Run::hostname).containsExactly("host-b", "host-a");
    assertThat(view.runs()).extracting(Run::storageKey).containsExactly("1/40.2", "1/40.1");
  }

  @Test
  void endsWithAWarningWhenAllAreGoodAndOneHasOne() {
    JobView view =
        fold(
            all.started("a"),
            all.started("b"),
            all.ended("a", Outcome.WARNING),
            all.succeeded("b"));

    assertThat(view.status()).isEqualTo(JobStatus.WARNING);
    assertThat(view.message())
        .isEqualTo("1 of 2 workers ended with a warning: host-a: exit status 3");
  }

  @Test
  void isAPartialFailureWhenSomeAreGood() {
    JobView view = fold(all.received(), all.started("a"), all.succeeded("a"), all.unanswered("b"));

    assertThat(view.status()).isEqualTo(JobStatus.PARTIAL_FAILURE);
    assertThat(view.message())
        .isEqualTo("1 of 2 workers failed: host-b: timeout: agent did not respond");
    assertThat(view.runs())
        .extracting(Run::status)
        .containsExactly(RunStatus.SUCCEEDED, RunStatus.FAILED);
    assertThat(view.runs().get(1).worker().id()).isEqualTo("b");
  }

  @Test
  void failsWhenNoneIsGood() {
    JobView view =
        fold(all.received(), all.started("a"), all.failed("a"), all.started("b"), all.lost("b"));

    assertThat(view.status()).isEqualTo(JobStatus.FAILED);
    assertThat(view.message())
        .isEqualTo("2 of 2 workers failed: host-a: exit status 3; host-b: worker is silent");
    assertThat(view.runs().get(1).status()).isEqualTo(RunStatus.LOST);
  }

  @Test
  void isRejectedWhenAllRefuse() {
    JobView view = fold(all.received(), all.rejected("b"), all.rejected("a"));

    assertThat(view.status()).isEqualTo(JobStatus.REJECTED);
    assertThat(view.startedAt()).isNull();
  }

  @Test
  void failsAPartThatAStoppingWorkerGivesBack() {
    JobView view =
        fold(all.started("a"), all.started("b"), all.succeeded("a"), all.handedBack("b"));

    assertThat(view.status()).isEqualTo(JobStatus.PARTIAL_FAILURE);
  }

  @Test
  void givesUpAPartThatRunsAtTheDeadline() {
    JobView view =
        fold(all.started("a"), all.started("b"), all.succeeded("a"), all.unanswered("b"));

    assertThat(view.status()).isEqualTo(JobStatus.PARTIAL_FAILURE);
    assertThat(view.runs()).hasSize(2);
    assertThat(view.runs().get(1).message()).isEqualTo("timeout: agent did not respond");
  }

  @Nested
  class FencesEachPart {

    @Test
    void againstWorkersThatAreNotExpected() {
      Broadcast other = Broadcast.to(Target.ALL, "x", "b");
      JobView view = fold(all.received(), other.started("x"), other.succeeded("x"));

      assertThat(view.status()).isEqualTo(JobStatus.PENDING);
      assertThat(view.timeline().get(1).late()).isTrue();
    }

    @Test
    void againstASecondAnswer() {
      JobView view =
          fold(
              all.started("a"),
              all.succeeded("a"),
              all.started("a", "i2", 1),
              all.failed("a"),
              all.unanswered("a"));

      assertThat(view.status()).isEqualTo(JobStatus.RUNNING);
      assertThat(view.runs())
          .singleElement()
          .extracting(Run::status)
          .isEqualTo(RunStatus.SUCCEEDED);
    }

    @Test
    void againstWhatComesAfterTheEnd() {
      JobView view =
          fold(
              all.started("a"),
              all.unanswered("a"),
              all.unanswered("b"),
              all.succeeded("a"),
              all.started("b"));

      assertThat(view.status()).isEqualTo(JobStatus.FAILED);
      assertThat(view.timeline())
          .extracting("late")
          .containsExactly(false, false, false, true, true);
    }

    @Test
    void butLetsAWorkerThatWasStartedAgainTakeItsPartAnew() {
      JobView view = fold(all.started("a"), all.started("a", "i2", 1));

      assertThat(view.runs())
          .extracting(Run::status)
          .containsExactly(RunStatus.UNCLAIMED, RunStatus.RUNNING);
    }

    @Test
    void andAWorkerWhosePositionWasNotKeptInWhateverOrderItSaysSo() {
      JobView said = fold(all.started("a"), all.unclaimed("a"), all.started("a", "i1", 2));
      JobView late = fold(all.started("a"), all.started("a", "i1", 2), all.unclaimed("a"));

      assertThat(said.runs())
          .extracting(Run::status)
          .containsExactly(RunStatus.UNCLAIMED, RunStatus.RUNNING);
      assertThat(late.runs())
          .extracting(Run::status)
          .containsExactly(RunStatus.UNCLAIMED, RunStatus.RUNNING);
    }
  }

  @Nested
  class WhenItIsCancelled {

    @Test
    void endsAtOnceWhileNobodyRunsAPart() {
      assertThat(fold(all.received(), all.cancelRequested()).status())
          .isEqualTo(JobStatus.CANCELLED);
    }

    @Test
    void waitsForThoseThatRunButNotForThoseThatHaveNotBegun() {
      JobView waiting = fold(all.started("a"), all.cancelRequested());
      JobView over = fold(all.started("a"), all.cancelRequested(), all.cancelled("a"));

      assertThat(waiting.status()).isEqualTo(JobStatus.RUNNING);
      assertThat(over.status()).isEqualTo(JobStatus.CANCELLED);
      assertThat(over.runs()).extracting(Run::status).containsExactly(RunStatus.CANCELLED);
    }

    @Test
    void endsWhenUpkeepHasWaitedLongEnough() {
      JobView view =
          fold(all.started("a"), all.started("b"), all.cancelRequested(), all.cancelledByUpkeep());

      assertThat(view.status()).isEqualTo(JobStatus.CANCELLED);
      assertThat(view.runs()).extracting(Run::status).containsOnly(RunStatus.CANCELLED);
    }

    @Test
    void anOutcomeOfAllThatComesFirstWins() {
      JobView view =
          fold(
              all.started("a"),
              all.started("b"),
              all.succeeded("a"),
              all.cancelRequested(),
              all.succeeded("b"));

      assertThat(view.status()).isEqualTo(JobStatus.SUCCEEDED);
    }
  }

  @Nested
  class ForOneWorkerByItsName {

    private final Broadcast host = Broadcast.to(new Target("host-a"), "a");

    @Test
    void isOneAttemptLikeAnyOther() {
      JobView view = fold(host.received(), host.started("a"), host.succeeded("a"));

      assertThat(view.status()).isEqualTo(JobStatus.SUCCEEDED);
      assertThat(view.message()).isNull();
    }

    @Test
    void isAskedForAgainWhereItWasLost() {
      JobView view = fold(host.received(), host.started("a"), host.lost("a"));
      JobView again =
          fold(
              host.received(),
              host.started("a"),
              host.lost("a"),
              host.nextAttempt().received(),
              host.nextAttempt().started("a"),
              host.nextAttempt().succeeded("a"));

      assertThat(view.status()).isEqualTo(JobStatus.RETRYING);
      assertThat(again.status()).isEqualTo(JobStatus.SUCCEEDED);
      assertThat(again.attempt()).isEqualTo(2);
    }

    @Test
    void failsWhenTheWorkerDoesNotAnswer() {
      JobView view = fold(host.received(), host.unanswered("a"));

      assertThat(view.status()).isEqualTo(JobStatus.FAILED);
      assertThat(view.message()).isEqualTo("timeout: agent did not respond");
      assertThat(view.startedAt()).isNull();
      assertThat(view.runs()).singleElement().extracting(Run::hostname).isEqualTo("host-a");
    }

    @Test
    void isRejectedByIt() {
      JobView view = fold(host.received(), host.rejected("a"));

      assertThat(view.status()).isEqualTo(JobStatus.REJECTED);
      assertThat(view.runs().get(0).hostname()).isEqualTo("host-a");
    }
  }

  /** Whatever the order in which the workers are heard: an answer, once, and the same end. */
  @RepeatedTest(200)
  void endsTheSameWayInWhateverOrderTheWorkersAreHeard(RepetitionInfo repetition) {
    Random random = new Random(repetition.getCurrentRepetition());
    List<List<JobEvent>> voices = new ArrayList<>();
    voices.add(new ArrayList<>(List.of(all.received())));
    voices.add(new ArrayList<>(List.of(all.started("a"), all.succeeded("a"))));
    voices.add(new ArrayList<>(List.of(all.started("b"), all.failed("b"), all.lost("b"))));
    List<JobEvent> heard = new ArrayList<>();
    while (!voices.isEmpty()) {
      List<JobEvent> voice = voices.get(random.nextInt(voices.size()));
      heard.add(voice.remove(0));
      voices.removeIf(List::isEmpty);
    }

    JobView view = fold(heard);

    assertThat(view.status()).isEqualTo(JobStatus.PARTIAL_FAILURE);
    assertThat(view.runs()).hasSize(2);
    assertThat(Collections.frequency(view.timeline().stream().map(e -> e.late()).toList(), true))
        .isEqualTo(1);
  }
}
