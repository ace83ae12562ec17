// SPDX-License-Identifier: Apache-2.0
package io.jobmill.projector.admission;

import static io.jobmill.projector.admission.LimitWorld.NOON;
import static io.jobmill.projector.admission.LimitWorld.id;
import static org.assertj.core.api.Assertions.assertThat;

import io.jobmill.job.JobId;
import io.jobmill.template.Concurrency;
import io.jobmill.template.JobLimits;
import io.jobmill.template.LimitPolicy;
import io.jobmill.template.Rate;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** No pass takes for ever, and none of many is passed over for ever. */
class LimitSweepBoundsTests {

  private final LimitWorld world = new LimitWorld();

  @Test
  void onePassLetsThroughNoMoreThanFiveHundredOfATemplate() {
    waiting(1, 600);

    world.pass(NOON);
    assertThat(world.letThrough()).hasSize(500);
    world.pass(NOON);

    assertThat(world.letThrough()).hasSize(600).doesNotHaveDuplicates();
  }

  @Test
  void ofMoreThanTwoHundredLimitsEachHasItsTurn() {
    List<JobId> all = IntStream.rangeClosed(1, 450).mapToObj(i -> world.waits(i, "t" + i)).toList();

    world.pass(NOON);
    assertThat(world.letThrough()).hasSize(200);
    world.pass(NOON);
    assertThat(world.letThrough()).hasSize(400);
    world.pass(NOON);

    assertThat(world.letThrough()).containsExactlyInAnyOrderElementsOf(all);
  }

  @Test
  void aLimitOfTenThousandIsFullWithTenThousand() {
    limit(LimitPolicy.QUEUE, 10_000);
    IntStream.rangeClosed(1, 9_999).forEach(i -> world.placed(i, "t"));
    waiting(10_001, 10_002);

    world.pass(NOON);

    assertThat(world.letThrough()).containsExactly(id(10_001));
  }

  private void limit(LimitPolicy policy, int max) {
    limits(new Concurrency(max, List.of(), policy), null);
  }

  private void limits(@Nullable Concurrency concurrency, @Nullable Rate rate) {
    world.limits.put("t", new JobLimits(concurrency, rate));
  }

  private void waiting(int first, int last) {
    IntStream.rangeClosed(first, last).forEach(i -> world.waits(i, "t"));
  }
}
