// SPDX-License-Identifier: Apache-2.0
package io.jobmill.projector.projection;

import static io.jobmill.projector.projection.History.START;
import static io.jobmill.projector.projection.History.STEP;
import static io.jobmill.projector.projection.History.first;
import static io.jobmill.projector.projection.History.fold;
import static org.assertj.core.api.Assertions.assertThat;

import io.jobmill.event.JobEvent;
import io.jobmill.event.LogCount;
import io.jobmill.event.Outcome;
import io.jobmill.job.JobStatus;
import io.jobmill.job.RunLimits;
import io.jobmill.view.HistoryId;
import io.jobmill.view.JobView;
import io.jobmill.view.Run;
import io.jobmill.view.RunStatus;
import io.jobmill.view.TimelineEntry;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class FoldTests {

  @Test
  void aReceivedRequestIsPendingSinceItWasQueued() {
    JobView view = fold(first().received());

    assertThat(view.status()).isEqualTo(JobStatus.PENDING);
    assertThat(view.queuedAt()).isEqualTo(START.minusMillis(5));
    assertThat(view.queue()).isEqualTo(first().claim().point());
    assertThat(view.holder()).isNull();
    assertThat(view.partition()).isEqualTo(3);
  }

  @Test
  void aStartedAttemptIsHeldByTheRunThatItsEventOpened() {
    JobView view = fold(first().received(), first().started());

    assertThat(view.status()).isEqualTo(JobStatus.RUNNING);
    assertThat(view.holder()).isEqualTo(HistoryId.of(START.plus(STEP), 3, 1));
    assertThat(view.holding())
        .get()
        .extracting(Run::hostname, Run::status)
        .containsExactly("host-w1", RunStatus.RUNNING);
    assertThat(view.startedAt()).isEqualTo(START.plus(STEP));
    assertThat(view.limits()).isEqualTo(RunLimits.DEFAULT);
  }

  @Test
  void anOutcomeEndsTheJobAndItsRun() {
    JobView view = fold(first().received(), first().started(), first().ended(Outcome.WARNING));

    assertThat(view.status()).isEqualTo(JobStatus.WARNING);
    assertThat(view.endedAt()).isEqualTo(START.plusSeconds(2));
    assertThat(view.message()).isEqualTo("exit status 3");
    assertThat(view.changed()).isTrue();
    assertThat(view.holder()).isNull();
    Run run = view.runs().get(0);
    assertThat(run.status()).isEqualTo(RunStatus.WARNING);
    assertThat(run.result()).isTrue();
    assertThat(run.exitCode()).isEqualTo(3);
    assertThat(run.log()).isEqualTo(new LogCount(7, 1));
    assertThat(run.applied()).isEqualTo(2);
  }

  @Test
  void anEventAtOrBelowTheLastAppliedOffsetChangesNothing() {
    JobView view = fold(first().received(), first().started());

    assertThat(Fold.fold(view, first().succeeded(), History.position(1))).isSameAs(view);
    assertThat(Fold.fold(view, first().succeeded(), History.position(0))).isSameAs(view);
  }

  @Test
  void nothingFollowsAnEnd() {
    JobView ended = fold(first().received(), first().started(), first().succeeded());
    List<JobEvent> later =
        List.of(
            first().started(),
            first().delivery(2).started(),
            first().ended(Outcome.FAILED),
            first().lost(),
            first().handedBack(),
            first().unclaimed(),
            first().rejected(),
            first().deferred(null),
            first().attempt(2).received(),
            first().attempt(2).started());

    JobView view = History.then(ended, 3, later);

    assertThat(view)
        .usingRecursiveComparison()
        .ignoringFields("applied", "updatedAt", "timeline")
        .isEqualTo(ended);
    assertThat(view.timeline()).hasSize(13).filteredOn(TimelineEntry::late).hasSize(10);
  }

  @Test
  void aLostAttemptIsRetriedAtOnceWhileAttemptsAreLeft() {
    JobView view = fold(first().received(), first().started(), first().lost());

    assertThat(view.status()).isEqualTo(JobStatus.RETRYING);
    assertThat(view.dueAt()).isEqualTo(START.plusSeconds(2));
    assertThat(view.holder()).isNull();
    assertThat(view.message()).isEqualTo("worker is silent");
    assertThat(view.runs().get(0).status()).isEqualTo(RunStatus.LOST);
    assertThat(view.runs().get(0).log()).isNull();
  }

  @Test
  void theLastAttemptLostEndsTheJobInFailure() {
    RunLimits two = new RunLimits(Duration.ofMinutes(1), 2);
    History second = first().attempt(2);

    JobView view =
        fold(
            first().started(two),
            first().lost(),
            second.received(),
            second.started(two),
            second.lost());

    assertThat(view.status()).isEqualTo(JobStatus.FAILED);
    assertThat(view.message()).isEqualTo("worker is silent");
    assertThat(view.dueAt()).isNull();
  }

  @Test
  void aHandedBackAttemptDoesNotCountAgainstTheLimit() {
    RunLimits one = new RunLimits(Duration.ofMinutes(1), 1);
    History second = first().attempt(2).excused(1);
    JobView back = fold(first().started(one), first().handedBack());

    assertThat(back.status()).isEqualTo(JobStatus.RETRYING);
    assertThat(back.runs().get(0).status()).isEqualTo(RunStatus.HANDED_BACK);
    assertThat(back.runs().get(0).log()).isEqualTo(new LogCount(2, 1));
    assertThat(
            fold(
                    first().started(one),
                    first().handedBack(),
                    second.received(),
                    second.started(one),
                    second.lost())
                .status())
        .isEqualTo(JobStatus.FAILED);
  }

  @Test
  void anOutcomeOfAnAttemptJudgedLostIsLate() {
    JobView view = fold(first().started(), first().lost(), first().succeeded());

    assertThat(view.status()).isEqualTo(JobStatus.RETRYING);
    assertThat(view.timeline().get(2).late()).isTrue();
  }

  @Test
  void aLaterDeliveryOfTheSameRecordTakesOver() {
    History second = first().delivery(2).by("w2");

    JobView view = fold(first().received(), first().started(), second.started());

    assertThat(view.status()).isEqualTo(JobStatus.RUNNING);
    assertThat(view.holding()).get().extracting(Run::hostname).isEqualTo("host-w2");
    assertThat(view.runs())
        .extracting(Run::status)
        .containsExactly(RunStatus.UNCLAIMED, RunStatus.RUNNING);
    assertThat(fold(first().started(), second.started(), first().succeeded()).status())
        .isEqualTo(JobStatus.RUNNING);
    assertThat(fold(first().started(), second.started(), second.succeeded()).status())
        .isEqualTo(JobStatus.SUCCEEDED);
  }

  @Test
  void anEarlierOrRepeatedDeliveryIsLate() {
    History second = first().delivery(2).by("w2");

    assertThat(fold(second.started(), first().started()).holding())
        .get()
        .extracting(Run::hostname)
        .isEqualTo("host-w2");
    assertThat(fold(first().started(), first().lost(), first().started()).status())
        .isEqualTo(JobStatus.RETRYING);
  }

  @Test
  void anotherRecordOfTheSameAttemptIsLate() {
    History other = first().at(250).by("w2");

    JobView view = fold(first().received(), other.received(), other.started(), first().started());

    assertThat(view.queue()).isEqualTo(first().claim().point());
    assertThat(view.holding()).get().extracting(Run::hostname).isEqualTo("host-w1");
    assertThat(view.timeline())
        .extracting(TimelineEntry::late)
        .containsExactly(false, true, true, false);
  }

  @Test
  void aDelayedRequestIsScheduledUntilItsTime() {
    Instant until = START.plus(Duration.ofDays(1)).plusNanos(7);

    JobView view = fold(first().received(), first().deferred(until));

    assertThat(view.status()).isEqualTo(JobStatus.SCHEDULED);
    assertThat(view.dueAt()).isEqualTo(START.plus(Duration.ofDays(1)));
    assertThat(view.message()).isEqualTo("not yet");
  }

  @Test
  void aRequestNobodyCanRunYetRestsLongerEachTime() {
    assertThat(fold(first().deferred(null)).dueAt()).isEqualTo(START.plusSeconds(5));
    assertThat(fold(first().deferred(null)).status()).isEqualTo(JobStatus.PENDING);
    assertThat(fold(first().ask(2).deferred(null)).dueAt()).isEqualTo(START.plusSeconds(10));
    assertThat(fold(first().ask(9).deferred(null)).dueAt()).isEqualTo(START.plusSeconds(60));
    assertThat(fold(first().ask(4000).deferred(null)).dueAt()).isEqualTo(START.plusSeconds(60));
  }

  @Test
  void beingAskedForAgainReplacesTheEarlierRequest() {
    JobView view = fold(first().deferred(null), first().ask(2).received());

    assertThat(view.ask()).isEqualTo(2);
    assertThat(view.queue().offset()).isEqualTo(110);
    assertThat(view.dueAt()).isNull();
    assertThat(view.message()).isNull();
    assertThat(fold(first().ask(2).received(), first().started()).status())
        .isEqualTo(JobStatus.PENDING);
  }

  @Test
  void aHigherAttemptTakesTheJobFromWhoeverRunsIt() {
    JobView view = fold(first().started(), first().attempt(2).received(), first().succeeded());

    assertThat(view.status()).isEqualTo(JobStatus.PENDING);
    assertThat(view.attempt()).isEqualTo(2);
    assertThat(view.runs().get(0).status()).isEqualTo(RunStatus.LOST);
    assertThat(view.timeline().get(2).late()).isTrue();
  }

  @Test
  void aRejectedRequestLeavesARowOfHistory() {
    JobView view = fold(first().received(), first().rejected());

    assertThat(view.status()).isEqualTo(JobStatus.REJECTED);
    assertThat(view.message()).isEqualTo("no such template");
    assertThat(view.runs())
        .singleElement()
        .extracting(Run::status, Run::endedAt, Run::hostname)
        .containsExactly(RunStatus.REJECTED, START.plusSeconds(1), "w1");
  }

  @Test
  void aLaterDeliveryMayRejectOrDeferWhatAnEarlierOneStarted() {
    History second = first().delivery(2);

    assertThat(fold(first().started(), second.rejected()).status()).isEqualTo(JobStatus.REJECTED);
    assertThat(fold(first().started(), second.deferred(START.plusSeconds(90))).status())
        .isEqualTo(JobStatus.SCHEDULED);
  }

  @Test
  void anUnconfirmedClaimLeavesTheJobPending() {
    JobView view = fold(first().received(), first().started(), first().unclaimed());

    assertThat(view.status()).isEqualTo(JobStatus.PENDING);
    assertThat(view.holder()).isNull();
    assertThat(view.runs().get(0).status()).isEqualTo(RunStatus.UNCLAIMED);
  }

  @Test
  void anUnknownTypeIsKeptInTheTimelineOnly() {
    JobView before = fold(first().received(), first().started());

    JobView view = History.then(before, 2, List.of(first().unknown()));

    assertThat(view)
        .usingRecursiveComparison()
        .ignoringFields("applied", "updatedAt", "timeline")
        .isEqualTo(before);
    assertThat(view.timeline().get(2).type()).isEqualTo("hibernated");
    assertThat(view.timeline().get(2).late()).isFalse();
  }

  @Test
  void aViewCannotBeginWithAnEventThatCarriesNoRequest() {
    List.of(
            first().succeeded(),
            first().lost(),
            first().handedBack(),
            first().unclaimed(),
            first().unknown())
        .forEach(event -> assertThat(Fold.fold(null, event, History.position(0))).isNull());
  }

  @Test
  void theTimelineKeepsTheLastEventsAndTheRunsTheLastAttempts() {
    List<JobEvent> events = new ArrayList<>();
    for (int delivery = 1; delivery <= 150; delivery++) {
      events.add(first().delivery(delivery).started());
      events.add(first().delivery(delivery).unclaimed());
    }

    JobView view = fold(events);

    assertThat(view.runs()).hasSize(JobView.MAX_RUNS);
    assertThat(view.runs().get(0).claim().delivery()).isEqualTo(51);
    assertThat(view.timeline()).hasSize(JobView.MAX_TIMELINE);
    assertThat(view.timeline().get(199).at()).isEqualTo(START.plusSeconds(299));
  }
}
