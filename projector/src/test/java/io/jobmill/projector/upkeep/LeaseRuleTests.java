// SPDX-License-Identifier: Apache-2.0
package io.jobmill.projector.upkeep;

import static io.jobmill.projector.upkeep.Jobs.EVERY;
import static io.jobmill.projector.upkeep.Jobs.LOCK;
import static io.jobmill.projector.upkeep.Jobs.START;
import static io.jobmill.projector.upkeep.Jobs.listed;
import static org.assertj.core.api.Assertions.assertThat;

import io.jobmill.event.Origin;
import io.jobmill.event.WorkerRecord.Heartbeat;
import io.jobmill.event.WorkerRecord.Running;
import io.jobmill.event.WorkerRecord.Tick;
import io.jobmill.event.WorkerState;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LeaseRuleTests {

  private static final Origin SELF = new Origin("projector", "p1");

  private final Liveness liveness = new Liveness(SELF);

  @Test
  void anAttemptThatIsListedIsNotLostHoweverLongItRuns() {
    for (int second = 0; second <= 3600; second++) {
      tick(second);
      beat(Jobs.WORKER, second, listed(2));
      assertThat(verdict()).isEmpty();
    }
  }

  @Test
  void anAttemptIsLostThreeMissedHeartbeatsAfterTheLastOne() {
    ticks(0, 10);
    beat(Jobs.WORKER, 10, listed(2));
    ticks(11, 16);
    assertThat(verdict()).isEmpty();

    tick(17);

    assertThat(verdict()).contains("the worker has been silent for 7 s");
  }

  @Test
  void nothingIsLostBeforeTheLockAndItsMarginAreOver() {
    ticks(-60, 6);
    assertThat(verdict()).isEmpty();

    tick(7);

    assertThat(verdict()).isPresent();
  }

  @Test
  void anAttemptThatItsWorkerNoLongerListsIsLostAtOnce() {
    ticks(0, 20);
    beat(Jobs.WORKER, 20);

    assertThat(verdict()).contains("the worker is alive and no longer has this");
  }

  @Test
  void aHeartbeatThatCameBeforeTheClaimCouldBeConfirmedSaysNothing() {
    ticks(0, 6);
    beat(Jobs.WORKER, 6);
    tick(7);

    assertThat(verdict()).isEmpty();
  }

  @Test
  void anAttemptOfAnEarlierIncarnationIsLost() {
    ticks(0, 20);
    beat(new Origin("w1", "i2"), 20);

    assertThat(verdict()).contains("the worker was restarted while it ran this");
  }

  @Test
  void anAttemptOfAnEarlierIncarnationIsLostThoughTheNextOneHasItFromAnotherRecord() {
    ticks(0, 20);
    beat(new Origin("w1", "i2"), 20, listed(2));

    assertThat(verdict()).contains("the worker was restarted while it ran this");
  }

  @Test
  void aGapInTheTicksBeginsEverySilenceAnew() {
    ticks(0, 10);
    beat(Jobs.WORKER, 10, listed(2));

    tick(100);
    assertThat(verdict()).isEmpty();

    ticks(101, 107);
    assertThat(verdict()).isPresent();
  }

  @Test
  void aProjectorThatHasJustStartedWaitsForSilenceItHasSeenItself() {
    tick(1000);
    assertThat(verdict()).isEmpty();

    ticks(1001, 1007);
    assertThat(verdict()).isPresent();
  }

  @Test
  void theTicksOfOtherProjectorsAreNoTime() {
    liveness.read(new Tick(new Origin("projector", "p0"), 1, START), START.plusSeconds(500));

    assertThat(liveness.now()).isEmpty();
    assertThat(verdict()).isEmpty();
  }

  @Test
  void aWorkerThatPromisesRareHeartbeatsIsGivenTheirTime() {
    ticks(0, 10);
    liveness.read(
        new Heartbeat(
            Jobs.WORKER,
            1,
            EVERY.multipliedBy(5),
            "host",
            List.of(),
            Map.of(),
            4,
            WorkerState.READY,
            List.of(),
            List.of(listed(2)),
            null,
            START),
        START.plusSeconds(10));

    ticks(11, 40);
    assertThat(verdict()).isEmpty();
    tick(41);
    assertThat(verdict()).isPresent();
  }

  private Optional<String> verdict() {
    ActiveJob job = Jobs.running();
    return LeaseRule.lost(job, job.holders().get(0), liveness, LOCK, EVERY);
  }

  private void ticks(int first, int last) {
    for (int second = first; second <= last; second++) {
      tick(second);
    }
  }

  private void tick(int second) {
    assertThat(liveness.read(new Tick(SELF, 1, START), START.plusSeconds(second))).isTrue();
  }

  private void beat(Origin worker, int second, Running... attempts) {
    liveness.read(
        new Heartbeat(
            worker,
            1,
            EVERY,
            "host",
            List.of(),
            Map.of(),
            4,
            WorkerState.READY,
            List.of(),
            List.of(attempts),
            null,
            START),
        START.plusSeconds(second));
  }
}
