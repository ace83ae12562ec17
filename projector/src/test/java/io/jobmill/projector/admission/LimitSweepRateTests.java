// SPDX-License-Identifier: Apache-2.0
package io.jobmill.projector.admission;

import static io.jobmill.projector.admission.LimitWorld.NOON;
import static io.jobmill.projector.admission.LimitWorld.id;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jobmill.projector.admission.LimitSweep.Result;
import io.jobmill.projector.store.Rates;
import io.jobmill.template.Concurrency;
import io.jobmill.template.JobLimits;
import io.jobmill.template.LimitPolicy;
import io.jobmill.template.Rate;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.kafka.common.errors.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class LimitSweepRateTests {

  private static final Duration MINUTE = Duration.ofMinutes(1);

  private final LimitWorld world = new LimitWorld();

  @Test
  void theRateHoldsBackWhatWouldHaveAPlace() {
    limits(new Concurrency(3, List.of(), LimitPolicy.QUEUE), new Rate(1, MINUTE));
    waiting(1, 3);

    world.pass(NOON);
    world.pass(NOON.plusSeconds(59));
    assertThat(world.letThrough()).containsExactly(id(1));
    world.pass(NOON.plusSeconds(60));

    assertThat(world.letThrough()).containsExactly(id(1), id(2));
  }

  @Test
  void whatWaitsForAPlaceUsesUpNoRate() {
    limits(new Concurrency(1, List.of(), LimitPolicy.QUEUE), new Rate(5, MINUTE));
    waiting(1, 3);

    world.pass(NOON);

    assertThat(world.rates.get("t")).isEqualTo(new Rates.Stored(List.of(NOON), 1));
  }

  @Test
  void theRateIsSharedByAllKeysOfATemplateAndGivenToThoseSubmittedFirst() {
    limits(new Concurrency(5, List.of("A"), LimitPolicy.QUEUE), new Rate(2, MINUTE));
    world.waits(1, "t/A=1", NOON.minusSeconds(10));
    world.waits(2, "t/A=2", NOON.minusSeconds(30));
    world.waits(3, "t/A=3", NOON.minusSeconds(20));

    world.pass(NOON);

    assertThat(world.letThrough()).containsExactly(id(2), id(3));
  }

  @Test
  void nothingIsLetThroughWhereAnotherHasWrittenTheRate() {
    limits(null, new Rate(5, MINUTE));
    waiting(1, 1);

    Result result =
        world.sweep.pass(
            LimitWorld.ALL,
            NOON,
            () -> {
              world.rates.put("t", new Rates.Stored(List.of(NOON), 1));
              return true;
            });

    assertThat(result).isEqualTo(Result.IN_DOUBT);
    assertThat(world.letThrough()).isEmpty();
  }

  @Test
  void whatWasNotAcknowledgedFailsThePassAndUsesUpItsRate() {
    limits(null, new Rate(1, MINUTE));
    waiting(1, 1);
    world.producer.sendException = new TimeoutException("away");

    assertThatThrownBy(() -> world.pass(NOON)).hasMessageContaining("away");
    world.producer.sendException = null;
    world.pass(NOON);

    assertThat(world.letThrough()).as("it may have been written").isEmpty();
  }

  private void limits(@Nullable Concurrency concurrency, @Nullable Rate rate) {
    world.limits.put("t", new JobLimits(concurrency, rate));
  }

  private void waiting(int first, int last) {
    IntStream.rangeClosed(first, last).forEach(i -> world.waits(i, "t"));
  }
}
