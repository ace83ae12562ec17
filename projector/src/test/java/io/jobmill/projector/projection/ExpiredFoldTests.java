// SPDX-License-Identifier: Apache-2.0
package io.jobmill.projector.projection;

import static io.jobmill.projector.projection.History.START;
import static io.jobmill.projector.projection.History.first;
import static io.jobmill.projector.projection.History.fold;
import static org.assertj.core.api.Assertions.assertThat;

import io.jobmill.job.JobStatus;
import io.jobmill.job.TimeLimit;
import io.jobmill.view.JobView;
import io.jobmill.view.Run;
import io.jobmill.view.RunStatus;
import io.jobmill.view.TimelineEntry;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class ExpiredFoldTests {

  @Test
  void aRequestThatAWorkerMeetsTooLateHasFailedWithoutARun() {
    JobView view = fold(first().received(), first().expired());

    assertThat(view.status()).isEqualTo(JobStatus.FAILED);
    assertThat(view.message()).isEqualTo("nobody started it");
    assertThat(view.endedAt()).isEqualTo(START.plusSeconds(1));
    assertThat(view.runs()).isEmpty();
    assertThat(view.exhausted()).isFalse();
  }

  @Test
  void aJobCanBeginWithThatItIsOver() {
    JobView view = fold(first().expired(), first().received());

    assertThat(view.status()).isEqualTo(JobStatus.FAILED);
    assertThat(view.queuedAt()).isEqualTo(START.minusMillis(5));
    assertThat(History.foldOnto(null, 0, List.of(first().expiredSaysUpkeep(TimeLimit.QUEUE))))
        .isNull();
  }

  @Test
  void upkeepEndsWhatNobodyStarted() {
    JobView view = fold(first().received(), first().expiredSaysUpkeep(TimeLimit.QUEUE));

    assertThat(view.status()).isEqualTo(JobStatus.FAILED);
    assertThat(view.message()).isEqualTo("queue time is over");
  }

  @Test
  void anAttemptThatWasStartedAfterAllIsNotEndedByItsTimeOnTheQueue() {
    JobView view =
        fold(first().received(), first().started(), first().expiredSaysUpkeep(TimeLimit.QUEUE));

    assertThat(view.status()).isEqualTo(JobStatus.RUNNING);
    assertThat(view.timeline()).extracting(TimelineEntry::late).containsExactly(false, false, true);
  }

  @Test
  void whatWasSaidOfAnEarlierAskingIsLate() {
    JobView view =
        fold(
            first().deferred(null),
            first().ask(2).received(),
            first().expiredSaysUpkeep(TimeLimit.QUEUE),
            first().expiredSaysUpkeep(TimeLimit.TOTAL));

    assertThat(view.status()).isEqualTo(JobStatus.PENDING);
  }

  @Test
  void theTotalTimeEndsARunningJobWhoeverRunsIt() {
    JobView view =
        fold(first().started(), first().expiredSaysUpkeep(TimeLimit.TOTAL), first().succeeded());

    assertThat(view.status()).isEqualTo(JobStatus.FAILED);
    assertThat(view.message()).isEqualTo("total time is over");
    assertThat(view.runs()).extracting(Run::status).containsExactly(RunStatus.FAILED);
    assertThat(view.timeline().get(2).late()).isTrue();
  }

  @Test
  void theTotalTimeEndsARestAndTellsOfTheFailureBefore() {
    JobView view =
        fold(
            first().started(),
            first().failed(Duration.ofHours(1)),
            first().expiredSaysUpkeep(TimeLimit.TOTAL));

    assertThat(view.status()).isEqualTo(JobStatus.FAILED);
    assertThat(view.message()).isEqualTo("total time is over; its last attempt: exit status 3");
    assertThat(view.dueAt()).isNull();
    assertThat(view.runs()).extracting(Run::retrying).containsExactly(false);
  }
}
