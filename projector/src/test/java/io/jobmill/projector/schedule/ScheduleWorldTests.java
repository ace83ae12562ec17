// SPDX-License-Identifier: Apache-2.0
package io.jobmill.projector.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import io.jobmill.projector.schedule.ScheduleWorld.Made;
import io.jobmill.projector.schedule.ScheduleWorld.Version;
import io.jobmill.schedule.Missed;
import io.jobmill.schedule.Overlap;
import io.jobmill.schedule.ScheduleRecord.Rules;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What holds of a schedule whoever dies, and whoever changes it, at any moment. */
class ScheduleWorldTests {

  private static final long SEED =
      Long.getLong("jobmill.test.seed", new Random().nextLong(1_000_000_000));
  private static final int WORLDS = 150;
  private static final int STEPS = 600;

  /** The longest time between two jobs of any of the expressions, and until a death is noticed. */
  private static final Duration LONGEST = Duration.ofMinutes(6);

  @ParameterizedTest
  @EnumSource(Overlap.class)
  void everyJobIsAskedForOnceAtATimeOfTheScheduleAsItWasThen(Overlap overlap) {
    Random random = new Random(SEED);
    int jobs = 0;
    for (int i = 0; i < WORLDS; i++) {
      Missed missed = random.nextBoolean() ? Missed.ONCE : Missed.SKIP;
      ScheduleWorld world = new ScheduleWorld(random, new Rules(overlap, missed));
      String what = "world %d, -Djobmill.test.seed=%d".formatted(i, SEED);
      for (int step = 0; step < STEPS; step++) {
        world.step();
      }
      assertOnceEach(world.made(), what);
      world.made().forEach(made -> assertThat(wasInForce(made, world)).as(what + made).isTrue());
      assertGoesOn(world, what);
      jobs += world.made().size();
    }
    assertThat(jobs).isGreaterThan(WORLDS * 10);
  }

  private static void assertOnceEach(List<Made> made, String what) {
    for (int i = 1; i < made.size(); i++) {
      assertThat(made.get(i).due()).as(what).isAfter(made.get(i - 1).due());
    }
  }

  /** By an expression in force when the job was due, and not paused, as far as clocks are right. */
  private static boolean wasInForce(Made made, ScheduleWorld world) {
    List<Version> versions = world.versions();
    for (int i = 0; i < versions.size(); i++) {
      Version version = versions.get(i);
      Instant end = i + 1 < versions.size() ? versions.get(i + 1).at() : made.at();
      boolean then =
          !made.due().isBefore(version.at().minus(ScheduleWorld.WRONG))
              && !made.due().isAfter(end.plus(ScheduleWorld.WRONG));
      if (then
          && !version.definition().standing().paused()
          && version
              .definition()
              .schedule()
              .first(made.due())
              .filter(made.due()::equals)
              .isPresent()) {
        return true;
      }
    }
    return false;
  }

  /** Nothing is stuck, whatever happened. */
  private static void assertGoesOn(ScheduleWorld world, String what) {
    world.resume();
    int before = world.made().size();
    Instant end = world.now().plus(LONGEST);
    while (world.now().isBefore(end)) {
      world.calmStep();
    }
    assertThat(world.made().size()).as(what).isGreaterThan(before);
    assertOnceEach(world.made(), what);
  }
}
