// SPDX-License-Identifier: Apache-2.0
package io.jobmill.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.jobmill.job.JobTimes.Deadline;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class JobTimesTests {

  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
  private static final JobRequest REQUEST = JobRequest.forTemplate("t");

  private final Since later = new Since(NOON, NOON.plusSeconds(600));

  @Test
  void theTimeOnTheQueueCountsFromTheAttemptAndTheTotalFromTheJob() {
    JobTimes times = new JobTimes(Duration.ofMinutes(10), Duration.ofHours(1));

    assertThat(times.started(later))
        .isEqualTo(
            new Deadline(
                TimeLimit.QUEUE,
                NOON.plusSeconds(1200),
                "queue timeout: no worker started it within 10m"));
    assertThat(times.ended(later))
        .contains(
            new Deadline(
                TimeLimit.TOTAL,
                NOON.plusSeconds(3600),
                "total timeout: the job was not done within 1h"));
  }

  @Test
  void aRequestThatWaitsHasNoMoreTimeThanItsJob() {
    JobTimes times = new JobTimes(Duration.ofHours(1), Duration.ofMinutes(15));

    assertThat(times.started(later).limit()).isEqualTo(TimeLimit.TOTAL);
    assertThat(times.started(later).at()).isEqualTo(NOON.plusSeconds(900));
  }

  @Test
  void withoutATotalTimeAJobMayTakeAsLongAsItTakes() {
    assertThat(JobTimes.DEFAULT.ended(later)).isEmpty();
    assertThat(JobTimes.DEFAULT.started(later).reason())
        .isEqualTo("queue timeout: no worker started it within 14d");
  }

  @Test
  void aDeadlineIsOverWhenItHasCome() {
    Deadline deadline = new Deadline(TimeLimit.QUEUE, NOON, "over");

    assertThat(deadline.isOver(NOON.minusMillis(1))).isFalse();
    assertThat(deadline.isOver(NOON)).isTrue();
  }

  @Test
  void timesCountFromTheRecordOrFromWhenItMightRun() {
    assertThat(Since.of(REQUEST, NOON)).isEqualTo(new Since(NOON, NOON));
    assertThat(Since.of(REQUEST.withRunAt(NOON.plusSeconds(9)), NOON))
        .isEqualTo(new Since(NOON.plusSeconds(9), NOON.plusSeconds(9)));
    assertThat(Since.of(REQUEST.withRunAt(NOON.minusSeconds(9)), NOON))
        .isEqualTo(new Since(NOON, NOON));
    assertThat(Since.of(REQUEST.counting(later), NOON)).isEqualTo(later);
  }

  @Test
  void nobodyCountsFromLaterThanTheRecord() {
    assertThat(REQUEST.counting(later).appended(NOON.plusSeconds(60)).since())
        .isEqualTo(new Since(NOON, NOON.plusSeconds(60)));
    assertThat(REQUEST.counting(later).appended(NOON.plusSeconds(600)).since()).isEqualTo(later);
    assertThat(REQUEST.appended(NOON)).isSameAs(REQUEST);
  }

  @Test
  void theSameWorkAsAnotherJobHasItsTimesAnew() {
    JobId other = JobId.of("0196f000-0000-7000-8000-000000000002");

    assertThat(REQUEST.counting(later).anew(other).since()).isNull();
  }
}
