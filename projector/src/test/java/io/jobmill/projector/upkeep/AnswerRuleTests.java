// SPDX-License-Identifier: Apache-2.0
package io.jobmill.projector.upkeep;

import static io.jobmill.projector.upkeep.Jobs.START;
import static org.assertj.core.api.Assertions.assertThat;

import io.jobmill.event.Origin;
import io.jobmill.event.WorkerRecord.Heartbeat;
import io.jobmill.event.WorkerRecord.Tick;
import io.jobmill.event.WorkerState;
import io.jobmill.job.Claim;
import io.jobmill.job.ExpectedWorker;
import io.jobmill.job.JobStatus;
import io.jobmill.job.Pool;
import io.jobmill.projector.upkeep.ActiveJob.Awaited;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AnswerRuleTests {

  private static final Origin SELF = new Origin("projector", "p1");
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final Liveness liveness = new Liveness(SELF);

  @Test
  void aWorkerThatLivesIsWaitedForUntilTheDeadline() {
    for (int second = 0; second <= 300; second++) {
      tick(second);
      beat(second);
      assertThat(isGivenUp(false)).isFalse();
    }
    tick(301);

    assertThat(isGivenUp(false)).isTrue();
    assertThat(isGivenUp(true)).isTrue();
  }

  @Test
  void aWorkerThatHasNotBegunIsGivenUpOnceItIsSilentForTooLong() {
    beat(5);
    ticks(0, 65);
    assertThat(isGivenUp(false)).isFalse();

    tick(66);

    assertThat(isGivenUp(false)).isTrue();
    assertThat(isGivenUp(true)).as("its lease is judged instead").isFalse();
  }

  @Test
  void silenceBeforeTheJobWasAskedForDoesNotCount() {
    ticks(-100, 60);
    assertThat(isGivenUp(false)).isFalse();

    tick(61);

    assertThat(isGivenUp(false)).isTrue();
  }

  private boolean isGivenUp(boolean started) {
    Claim claim = new Claim(Pool.DEFAULT, 0, 100, 1, 1);
    Awaited part = new Awaited(claim, new ExpectedWorker("w1", "host"), started);
    ActiveJob job =
        new ActiveJob(
            Jobs.ID,
            3,
            JobStatus.PENDING,
            1,
            1,
            claim.point(),
            START.plusSeconds(300),
            List.of(),
            List.of(part),
            null,
            START,
            false,
            Jobs.BOUNDS,
            null);
    return AnswerRule.isGivenUp(job, part, liveness, PATIENCE);
  }

  private void ticks(int first, int last) {
    for (int second = first; second <= last; second++) {
      tick(second);
    }
  }

  private void tick(int second) {
    assertThat(liveness.read(new Tick(SELF, 1, START), START.plusSeconds(second))).isTrue();
  }

  private void beat(int second) {
    liveness.read(
        new Heartbeat(
            Jobs.WORKER,
            1,
            Jobs.EVERY,
            "host",
            List.of(Pool.DEFAULT),
            Map.of(),
            4,
            WorkerState.READY,
            List.of(),
            List.of(),
            null,
            START),
        START.plusSeconds(second));
  }
}
