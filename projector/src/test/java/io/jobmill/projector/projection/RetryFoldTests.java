// SPDX-License-Identifier: Apache-2.0
package io.jobmill.projector.projection;

import static io.jobmill.projector.projection.History.START;
import static io.jobmill.projector.projection.History.first;
import static io.jobmill.projector.projection.History.fold;
import static org.assertj.core.api.Assertions.assertThat;

import io.jobmill.event.JobEvent;
import io.jobmill.event.LogCount;
import io.jobmill.event.Outcome;
import io.jobmill.job.JobStatus;
import io.jobmill.job.RetryDelays;
import io.jobmill.job.RunLimits;
import io.jobmill.view.JobView;
import io.jobmill.view.Run;
import io.jobmill.view.RunStatus;
import io.jobmill.view.TimelineEntry;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class RetryFoldTests {

  private static final Duration WAIT = Duration.ofSeconds(30);
  private static final RetryDelays DELAYS =
      new RetryDelays(Duration.ofSeconds(10), 3, Duration.ofMinutes(5), 0);
  private static final RunLimits TWO = new RunLimits(Duration.ofMinutes(1), 2, DELAYS);

  private final History second = first().attempt(2);

  @Test
  void aFailureThatIsWorthItRestsUntilTheNextAttempt() {
    JobView view = fold(first().received(), first().started(TWO), first().failed(WAIT));

    assertThat(view.status()).isEqualTo(JobStatus.RETRYING);
    assertThat(view.dueAt()).isEqualTo(START.plusSeconds(2).plus(WAIT));
    assertThat(view.message()).isEqualTo("exit status 3");
    assertThat(view.holder()).isNull();
    assertThat(view.endedAt()).isNull();
    assertThat(view.exhausted()).isFalse();
    Run run = view.runs().get(0);
    assertThat(run.status()).isEqualTo(RunStatus.FAILED);
    assertThat(run.retrying()).isTrue();
    assertThat(run.exitCode()).isEqualTo(3);
    assertThat(run.log()).isEqualTo(new LogCount(7, 1));
  }

  @Test
  void aFailureThatIsNotWorthItEndsTheJobWhateverIsLeft() {
    JobView view = fold(first().started(TWO), first().ended(Outcome.FAILED));

    assertThat(view.status()).isEqualTo(JobStatus.FAILED);
    assertThat(view.exhausted()).isFalse();
  }

  @Test
  void theLastAttemptEndsTheJobWithItsCause() {
    JobView view =
        fold(
            first().started(TWO),
            first().failed(WAIT),
            second.received(),
            second.started(TWO),
            second.failed(WAIT));

    assertThat(view.status()).isEqualTo(JobStatus.FAILED);
    assertThat(view.message()).isEqualTo("exit status 3");
    assertThat(view.exhausted()).isTrue();
    assertThat(view.dueAt()).isNull();
    assertThat(view.runs()).extracting(Run::retrying).containsExactly(true, false);
  }

  @Test
  void aLaterSuccessIsTheOutcomeAndBothAttemptsStayInHistory() {
    JobView view =
        fold(
            first().started(TWO),
            first().failed(WAIT),
            second.received(),
            second.started(TWO),
            second.succeeded());

    assertThat(view.status()).isEqualTo(JobStatus.SUCCEEDED);
    assertThat(view.message()).isNull();
    assertThat(view.runs())
        .extracting(Run::status)
        .containsExactly(RunStatus.FAILED, RunStatus.SUCCEEDED);
    assertThat(view.timeline())
        .extracting(TimelineEntry::type)
        .containsExactly("started", "failed", "received", "started", "succeeded");
    assertThat(view.changed()).isTrue();
  }

  @Test
  void whatAnEarlierAttemptHasChangedStaysChanged() {
    JobEvent.Ended well = (JobEvent.Ended) second.succeeded();
    JobEvent.Ended unchanged =
        new JobEvent.Ended(
            well.envelope(), well.claim(), Outcome.SUCCEEDED, false, null, null, 0, well.log());

    JobView view =
        fold(
            first().started(TWO),
            first().failed(WAIT),
            second.received(),
            second.started(TWO),
            unchanged);

    assertThat(view.status()).isEqualTo(JobStatus.SUCCEEDED);
    assertThat(view.changed()).isTrue();
  }

  @Test
  void anAttemptThatWasHandedBackDoesNotUseUpAnAttempt() {
    History excused = second.excused(1);
    JobView view =
        fold(
            first().started(TWO),
            first().handedBack(),
            excused.received(),
            excused.started(TWO),
            excused.failed(WAIT));

    assertThat(view.status()).isEqualTo(JobStatus.RETRYING);
  }

  @Test
  void aLostAttemptRestsAsItsTemplateSays() {
    assertThat(fold(first().started(TWO), first().lost()).dueAt())
        .isEqualTo(START.plusSeconds(1).plusSeconds(10));
    RunLimits three = new RunLimits(Duration.ofMinutes(1), 3, DELAYS);
    JobView view =
        fold(
            first().started(three),
            first().failed(WAIT),
            second.received(),
            second.started(three),
            second.lost());

    assertThat(view.dueAt()).isEqualTo(START.plusSeconds(4).plusSeconds(30));
  }

  @Test
  void aRestThatIsCancelledEndsAtOnce() {
    JobView view = fold(first().started(TWO), first().failed(WAIT), first().cancelRequested());

    assertThat(view.status()).isEqualTo(JobStatus.CANCELLED);
    assertThat(view.dueAt()).isNull();
    assertThat(view.runs().get(0).retrying()).isFalse();
  }

  @Test
  void aFailureOfAJobThatNobodyWantsIsItsEnd() {
    JobView view = fold(first().started(TWO), first().cancelRequested(), first().failed(WAIT));

    assertThat(view.status()).isEqualTo(JobStatus.FAILED);
    assertThat(view.dueAt()).isNull();
  }

  @Test
  void aFailureOfAnAttemptThatWasGivenUpIsLate() {
    JobView view = fold(first().started(TWO), first().lost(), first().failed(WAIT));

    assertThat(view.dueAt()).isEqualTo(START.plusSeconds(11));
    assertThat(view.timeline().get(2).late()).isTrue();
  }
}
