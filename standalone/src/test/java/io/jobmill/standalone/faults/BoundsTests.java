// SPDX-License-Identifier: Apache-2.0
package io.jobmill.standalone.faults;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class BoundsTests {
  private static final Bounds KILL = Fault.WORKER_KILLED.bounds();
  private static final Bounds FREEZE = Fault.WORKER_FROZEN.bounds();

  @Test
  void theNextAttemptMayNotBeginLaterThanTwentySecondsAfterAKill() {
    assertThatCode(() -> KILL.hold(outcome(19_000, 500, 0))).doesNotThrowAnyException();
    assertThatThrownBy(() -> KILL.hold(outcome(20_500, 500, 0)))
        .hasMessageContaining("start of the next attempt");
  }

  @Test
  void noJobWaitsForMoreThanASecondWhileAWorkerIsDead() {
    assertThatThrownBy(() -> KILL.hold(outcome(null, 1_100, 1)))
        .hasMessageContaining("longest wait");
  }

  @Test
  void onlyWhatAFrozenWorkerHeldWaitsAndAtMostForItsLock() {
    assertThatCode(() -> FREEZE.hold(outcome(12_000, 5_200, 16))).doesNotThrowAnyException();
    assertThatThrownBy(() -> FREEZE.hold(outcome(12_000, 5_200, 17)))
        .hasMessageContaining("waits of more than a second");
    assertThatThrownBy(() -> FREEZE.hold(outcome(12_000, 6_100, 1)))
        .hasMessageContaining("longest wait");
  }

  @Test
  void aBusyMachineIsHeldToTheNextAttemptOnly() {
    Bounds busy = KILL.onABusyMachine();

    assertThatCode(() -> busy.hold(outcome(19_000, 9_000, 40))).doesNotThrowAnyException();
    assertThatThrownBy(() -> busy.hold(outcome(21_000, 500, 0)))
        .hasMessageContaining("start of the next attempt");
  }

  private static Round.Outcome outcome(@Nullable Integer next, int waited, int late) {
    return new Round.Outcome(
        List.of(Fault.WORKER_KILLED),
        1,
        new Oracle.Count(100, 1),
        0,
        Duration.ofMillis(300),
        next == null ? null : Duration.ofMillis(next),
        Duration.ofMillis(waited),
        late,
        Duration.ofSeconds(6));
  }
}
