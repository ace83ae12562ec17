// SPDX-License-Identifier: Apache-2.0
package io.jobmill.projector.upkeep;

import static org.assertj.core.api.Assertions.assertThat;

import io.jobmill.job.JobId;
import io.jobmill.projector.upkeep.ModelWorld.Profile;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Many random histories of a few jobs against the real fold and the real upkeep. A history that
 * fails names its seed; {@code -Djobmill.test.seed} repeats it alone, {@code -Djobmill.test.walks}
 * takes more of them.
 */
class LeaseModelTests {

  private static final @Nullable Long SEED = Long.getLong("jobmill.test.seed");
  private static final int WALKS = Integer.getInteger("jobmill.test.walks", 25);
  private static final int STEPS = 400;

  /** By then every timer there is has run out several times. */
  private static final int PATIENCE_SECONDS = 400;

  @ParameterizedTest
  @EnumSource
  void everyJobEndsOnceAndForAReason(Profile profile) {
    for (long seed : seeds()) {
      try {
        walk(profile, seed);
      } catch (AssertionError | RuntimeException e) {
        throw new AssertionError("-Djobmill.test.seed=%d of %s".formatted(seed, profile), e);
      }
    }
  }

  private static List<Long> seeds() {
    long first = System.nanoTime();
    return SEED != null ? List.of(SEED) : LongStream.range(first, first + WALKS).boxed().toList();
  }

  private static void walk(Profile profile, long seed) {
    ModelWorld world = new ModelWorld(profile, ModelLimits.NONE, new Random(seed));
    for (int step = 0; step < STEPS; step++) {
      world.step();
    }
    assertThat(world.settle(PATIENCE_SECONDS))
        .as("all is over: %s", world.fleet().store().views())
        .isTrue();
    ModelCheck check = new ModelCheck(world.fleet());
    for (JobId id : world.callers().submitted()) {
      check.of(id);
      if (profile == Profile.NOTHING || profile == Profile.PROJECTORS) {
        if (world.callers().disturbed().contains(id)) {
          check.ranOnceAtMost(id);
        } else {
          check.ranOnce(id);
        }
      }
    }
  }
}
