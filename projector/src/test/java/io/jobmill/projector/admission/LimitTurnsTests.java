// SPDX-License-Identifier: Apache-2.0
package io.jobmill.projector.admission;

import static io.jobmill.projector.admission.LimitWorld.ALL;
import static io.jobmill.projector.admission.LimitWorld.NOON;
import static io.jobmill.projector.admission.LimitWorld.id;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jobmill.projector.projection.FoldedJob;
import io.jobmill.projector.upkeep.LimitChanges;
import io.jobmill.template.Concurrency;
import io.jobmill.template.JobLimits;
import io.jobmill.template.LimitPolicy;
import io.jobmill.testkit.time.SettableClock;
import java.time.Duration;
import java.util.List;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.Test;

class LimitTurnsTests {

  private final LimitWorld world = new LimitWorld();
  private final LimitChanges changes = new LimitChanges();
  private final SettableClock wall = new SettableClock(NOON);

  /** What has gone by, whatever becomes of the clock on the wall. */
  private final SettableClock clock = new SettableClock(NOON);

  private final LimitTurns turns =
      new LimitTurns(
          world.sweep,
          changes,
          new SteadyClock(wall, () -> Duration.between(NOON, clock.instant()).toNanos()));

  @Test
  void doesNotWaitUntilAClockThatWasPutBackHasComeSoFarAgain() {
    wall.set(NOON.plusSeconds(300));
    turn();
    wall.set(NOON);
    world.waits(1, "t");

    clock.advance(Duration.ofSeconds(1));
    turn();

    assertThat(world.letThrough()).containsExactly(id(1));
  }

  @Test
  void decidesAtOnceWhenItHearsOfAChange() {
    turn();
    world.waits(1, "t");
    turn();
    assertThat(world.letThrough()).as("not heard of").isEmpty();

    changes.see(new FoldedJob(null, world.view(1), List.of()));
    turn();

    assertThat(world.letThrough()).containsExactly(id(1));
  }

  @Test
  void looksEverySecondWhereNothingIsHeardAndNothingWaits() {
    turn();
    world.waits(1, "t");

    clock.advance(Duration.ofMillis(999));
    turn();
    assertThat(world.letThrough()).isEmpty();
    clock.advance(Duration.ofMillis(1));
    turn();

    assertThat(world.letThrough()).containsExactly(id(1));
  }

  @Test
  void looksFourTimesASecondWhileSomethingWaits() {
    world.limits.put("t", new JobLimits(new Concurrency(1, List.of(), LimitPolicy.QUEUE), null));
    world.placed(1, "t");
    world.waits(2, "t");
    turn();
    world.ends(1);

    clock.advance(Duration.ofMillis(249));
    turn();
    assertThat(world.letThrough()).isEmpty();
    clock.advance(Duration.ofMillis(1));
    turn();

    assertThat(world.letThrough()).containsExactly(id(2));
  }

  @Test
  void othersAreWaitedForLessLongWhileSomethingWaits() {
    Duration idle = turns.patience();
    world.waits(1, "t");

    turn();

    assertThat(turns.patience()).isLessThan(idle);
  }

  @Test
  void saysWhenTheViewsHaveToBeMadeSureOf() {
    world.waits(1, "t");

    assertThat(turns.pass(ALL, () -> false)).isFalse();
    assertThat(world.letThrough()).isEmpty();
  }

  @Test
  void aPassThatFailedIsMadeAgainSoon() {
    world.waits(1, "t");
    world.producer.sendException = new TimeoutException("away");
    assertThatThrownBy(this::turn).hasMessageContaining("away");
    world.producer.sendException = null;

    clock.advance(Duration.ofMillis(250));
    turn();

    assertThat(world.letThrough()).containsExactly(id(1));
  }

  private void turn() {
    assertThat(turns.pass(ALL, () -> true)).isTrue();
  }
}
