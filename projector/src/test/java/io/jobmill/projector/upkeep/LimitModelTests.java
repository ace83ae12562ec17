// SPDX-License-Identifier: Apache-2.0
package io.jobmill.projector.upkeep;

import static org.assertj.core.api.Assertions.assertThat;

import io.jobmill.job.JobId;
import io.jobmill.job.JobStatus;
import io.jobmill.projector.upkeep.ModelWorld.Profile;
import io.jobmill.template.LimitPolicy;
import io.jobmill.view.JobView;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The same histories as in {@link LeaseModelTests}, of jobs whose template has a limit: the real
 * deciders let them through, each on a thread of its own that may stop in the middle. What must
 * hold at every step is asked where a step is taken: {@link ModelPlaces}, {@link ModelWaiting}.
 */
class LimitModelTests {

  private static final @Nullable Long SEED = Long.getLong("jobmill.test.seed");
  private static final int WALKS = Integer.getInteger("jobmill.test.walks", 12);
  private static final int STEPS = 500;
  private static final int PATIENCE_SECONDS = 400;

  @ParameterizedTest
  @EnumSource
  void noLimitIsExceededAndNoPlaceIsLost(LimitPolicy policy) {
    for (long seed : seeds()) {
      for (Profile profile : Profile.values()) {
        try {
          walk(policy, profile, seed);
        } catch (AssertionError | RuntimeException e) {
          throw new AssertionError(
              "-Djobmill.test.seed=%d of %s, %s".formatted(seed, policy, profile), e);
        }
      }
    }
  }

  private static List<Long> seeds() {
    long first = System.nanoTime();
    return SEED != null ? List.of(SEED) : LongStream.range(first, first + WALKS).boxed().toList();
  }

  private static void walk(LimitPolicy policy, Profile profile, long seed) {
    Random random = new Random(seed);
    ModelWorld world = new ModelWorld(profile, ModelLimits.of(policy, random), random);
    for (int step = 0; step < STEPS; step++) {
      world.step();
    }
    assertThat(world.settle(PATIENCE_SECONDS))
        .as("all is over: %s", world.fleet().store().views())
        .isTrue();
    ModelCheck check = new ModelCheck(world.fleet());
    Set<JobId> disturbed = new HashSet<>(world.callers().disturbed());
    disturbed.addAll(world.fleet().places().repeated());
    for (JobId id : world.callers().submitted()) {
      check.of(id);
      boolean undisturbed = !disturbed.contains(id);
      if (undisturbed && EnumSet.of(Profile.NOTHING, Profile.PROJECTORS).contains(profile)) {
        JobView view = Objects.requireNonNull(world.fleet().store().views().get(id));
        check.ranOnceAtMost(id);
        assertThat(view.status()).as("end of %s", id).isIn(ends(policy));
      }
    }
  }

  /** How a job can end that nobody but its limit puts an end to. */
  private static Set<JobStatus> ends(LimitPolicy policy) {
    return switch (policy) {
      case QUEUE -> EnumSet.of(JobStatus.SUCCEEDED);
      case REFUSE -> EnumSet.of(JobStatus.SUCCEEDED, JobStatus.REJECTED);
      case REPLACE -> EnumSet.of(JobStatus.SUCCEEDED, JobStatus.CANCELLED);
    };
  }
}
