// SPDX-License-Identifier: Apache-2.0
package io.jobmill.projector.upkeep;

import static io.jobmill.projector.upkeep.Jobs.START;
import static org.assertj.core.api.Assertions.assertThat;

import io.jobmill.event.Origin;
import io.jobmill.event.WorkerRecord.Tick;
import io.jobmill.job.Claim;
import io.jobmill.job.ExpectedWorker;
import io.jobmill.job.JobStatus;
import io.jobmill.job.JobTimes;
import io.jobmill.job.JobTimes.Deadline;
import io.jobmill.job.Pool;
import io.jobmill.job.TimeLimit;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ExpiryRuleTests {

  private static final Origin SELF = new Origin("projector", "i1");
  private static final long MARGIN = ExpiryRule.MARGIN.toSeconds();
  private static final long GRACE = ExpiryRule.GRACE.toSeconds();

  /** An hour on the queue, ten hours in all. */
  private static final JobTimes TIMES = new JobTimes(Duration.ofHours(1), Duration.ofHours(10));

  private static final JobTimes ENDLESS = new JobTimes(Duration.ofHours(1), null);
  private static final JobTimes SHORT = new JobTimes(Duration.ofHours(1), Duration.ofMinutes(10));

  static Stream<Arguments> moments() {
    return Stream.of(
        at("pending", TIMES, 3600 + MARGIN - 1, null),
        at("pending", TIMES, 3600 + MARGIN, TimeLimit.QUEUE),
        at("pending", SHORT, 600 + MARGIN - 1, null),
        at("pending", SHORT, 600 + MARGIN, TimeLimit.TOTAL),
        at("scheduled", TIMES, 3600 + MARGIN - 1, null),
        at("scheduled", TIMES, 3600 + MARGIN, TimeLimit.QUEUE),
        at("scheduled", SHORT, 600 + MARGIN, TimeLimit.TOTAL),
        at("retrying", TIMES, 36_000 + MARGIN - 1, null),
        at("retrying", TIMES, 36_000 + MARGIN, TimeLimit.TOTAL),
        at("retrying", ENDLESS, 3_600_000, null),
        at("running", TIMES, 36_000 + GRACE, null),
        at("running", TIMES, 36_000 + GRACE + 1, TimeLimit.TOTAL),
        at("running", ENDLESS, 3_600_000, null));
  }

  private static Arguments at(
      String status, JobTimes times, long second, @Nullable TimeLimit over) {
    return Arguments.of(status, times, second, over);
  }

  @ParameterizedTest
  @MethodSource("moments")
  void aTimeIsOverALittleAfterWorkersWouldSaySo(
      String status, JobTimes times, long second, @Nullable TimeLimit over) {
    JobStatus stands = JobStatus.ofWord(status).orElseThrow();
    ActiveJob job = stands == JobStatus.RUNNING ? Jobs.running() : Jobs.idle(stands, null);

    Optional<Deadline> found = ExpiryRule.of(job, times, ticking(second));

    assertThat(found.map(Deadline::limit)).isEqualTo(Optional.ofNullable(over));
  }

  @Test
  void nothingIsOverBeforeTheBrokersTimeIsKnown() {
    assertThat(ExpiryRule.of(Jobs.idle(JobStatus.PENDING, null), TIMES, new Liveness(SELF)))
        .isEmpty();
    assertThat(ExpiryRule.overrun(Jobs.running(), holder(), new Liveness(SELF))).isEmpty();
  }

  @Test
  void aJobThatItsWorkersHaveToAnswerForHasItsDeadlineInstead() {
    ActiveJob running = Jobs.running();
    ActiveJob.Awaited part =
        new ActiveJob.Awaited(
            new Claim(Pool.DEFAULT, 0, 100, 1, 1), new ExpectedWorker("w1", "host"), true);
    ActiveJob awaited =
        new ActiveJob(
            running.id(),
            running.partition(),
            running.status(),
            running.attempt(),
            running.ask(),
            running.queue(),
            null,
            running.holders(),
            List.of(part),
            null,
            START,
            false,
            Jobs.BOUNDS,
            null);

    assertThat(ExpiryRule.of(awaited, TIMES, ticking(3_600_000))).isEmpty();
    assertThat(ExpiryRule.overrun(awaited, holder(), ticking(3_600_000))).isEmpty();
  }

  @Test
  void aRunThatItsWorkerDoesNotStopIsLostAfterItsTimeAndTheGrace() {
    assertThat(ExpiryRule.overrun(Jobs.running(), holder(), ticking(300 + GRACE))).isEmpty();
    assertThat(ExpiryRule.overrun(Jobs.running(), holder(), ticking(300 + GRACE + 1)))
        .contains("its worker did not stop it 300 s after it should have");
  }

  @Test
  void whileNobodyCouldSayAnythingNoTimeRunsOut() {
    Liveness outage = ticking(10);
    long back = 300 + 10 * GRACE;
    tick(outage, back);

    assertThat(ExpiryRule.overrun(Jobs.running(), holder(), outage)).isEmpty();

    for (long second = back; second <= back + GRACE + 1; second++) {
      tick(outage, second);
    }
    assertThat(ExpiryRule.overrun(Jobs.running(), holder(), outage)).isPresent();
  }

  private static ActiveJob.Holder holder() {
    return Jobs.running().holders().get(0);
  }

  /** A tick at START, steady until then. */
  private static Liveness ticking(long until) {
    Liveness liveness = new Liveness(SELF);
    long second = 0;
    while (second < until) {
      tick(liveness, second);
      second += 3;
    }
    tick(liveness, until);
    return liveness;
  }

  private static void tick(Liveness liveness, long second) {
    assertThat(liveness.read(new Tick(SELF, 1, START), START.plusSeconds(second))).isTrue();
  }
}
