// SPDX-License-Identifier: Apache-2.0
package io.jobmill.projector.admission;

import static io.jobmill.projector.admission.LimitWorld.NOON;
import static io.jobmill.projector.admission.LimitWorld.id;
import static org.assertj.core.api.Assertions.assertThat;

import io.jobmill.event.JobEvent;
import io.jobmill.job.JobStatus;
import io.jobmill.projector.admission.LimitSweep.Result;
import io.jobmill.template.Concurrency;
import io.jobmill.template.JobLimits;
import io.jobmill.template.LimitPolicy;
import io.jobmill.template.Rate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Which jobs get a place, are refused or replaced, and when nothing is decided. */
class LimitSweepTests {

  private final LimitWorld world = new LimitWorld();

  @Test
  void asManyAreLetThroughAsPlacesAreFreeAndTheOthersGoOnWaiting() {
    limit(LimitPolicy.QUEUE, 2);
    waiting(1, 4);

    assertThat(world.pass(NOON)).isEqualTo(Result.SOMETHING_WAITS);

    assertThat(world.letThrough()).containsExactly(id(1), id(2));
    world.project();
    assertThat(world.view(2).place()).contains("t");
    assertThat(world.view(3).waitsFor()).isEqualTo("t");
  }

  @Test
  void jobsOfATemplateThatCannotBeReadGoOnWaitingAndHoldUpNoOthers() {
    world.unreadable.add("t");
    waiting(1, 2);
    world.waits(3, "u");

    assertThat(world.pass(NOON)).isEqualTo(Result.SOMETHING_WAITS);

    assertThat(world.letThrough()).containsExactly(id(3));
  }

  @Test
  void theEndOfAJobIsTheEndOfItsPlace() {
    limit(LimitPolicy.QUEUE, 1);
    world.placed(1, "t");
    waiting(2, 3);
    world.pass(NOON);
    assertThat(world.letThrough()).isEmpty();

    world.ends(1);
    world.pass(NOON);

    assertThat(world.letThrough()).containsExactly(id(2));
  }

  @Test
  void whatFindsNoPlaceIsRefusedAndToldWhoIsThere() {
    limit(LimitPolicy.REFUSE, 1);
    world.placed(1, "t");
    waiting(2, 2);

    world.pass(NOON);

    assertThat(world.letThrough()).isEmpty();
    world.project();
    assertThat(world.view(2).status()).isEqualTo(JobStatus.REJECTED);
    assertThat(world.view(2).message())
        .isEqualTo("limit 't': no more than 1 may be under way at once, and there is job " + id(1));
  }

  @Test
  void theNewestIsLetThroughOnceTheOneThatItReplacesHasEnded() {
    limit(LimitPolicy.REPLACE, 1);
    world.placed(1, "t");
    waiting(2, 3);

    world.pass(NOON);
    world.project();
    assertThat(world.view(2).status()).as("only waited").isEqualTo(JobStatus.CANCELLED);
    assertThat(world.view(1).cancel()).isNotNull();
    world.pass(NOON);
    assertThat(world.letThrough()).as("the first has not ended").isEmpty();

    world.ends(1);
    world.pass(NOON);

    assertThat(world.letThrough()).containsExactly(id(3));
  }

  @Test
  void whatWasLetThroughHasItsPlaceBeforeThatShows() {
    limit(LimitPolicy.QUEUE, 1);
    waiting(1, 2);

    world.pass(NOON);
    world.pass(NOON);

    assertThat(world.letThrough()).containsExactly(id(1));
  }

  @Test
  void nothingIsRefusedTwiceBeforeThatShows() {
    limit(LimitPolicy.REFUSE, 1);
    world.placed(1, "t");
    waiting(2, 2);

    world.pass(NOON);
    world.pass(NOON);

    assertThat(world.said(JobEvent.Rejected.class)).hasSize(1);
  }

  @Test
  void nothingIsReplacedTwiceBeforeThatShows() {
    limit(LimitPolicy.REPLACE, 1);
    world.placed(1, "t");
    waiting(2, 2);

    world.pass(NOON);
    world.pass(NOON);

    assertThat(world.said(JobEvent.CancelRequested.class)).hasSize(1);
  }

  @Test
  void whatIsEndingIsNotReplacedOnceMore() {
    limit(LimitPolicy.REPLACE, 1);
    world.placed(1, "t");
    waiting(2, 2);
    world.pass(NOON);
    world.project();

    world.pass(NOON);
    world.project();
    world.pass(NOON);

    assertThat(world.said(JobEvent.CancelRequested.class)).hasSize(1);
  }

  @Test
  void aLimitThatIsNoLongerThereHoldsNobodyBack() {
    world.placed(1, "t");
    waiting(2, 4);

    world.pass(NOON);

    assertThat(world.letThrough()).containsExactly(id(2), id(3), id(4));
  }

  @Test
  void nothingIsDecidedOnWhatDoesNotHoldAnyMore() {
    limits(new Concurrency(1, List.of(), LimitPolicy.REFUSE), new Rate(5, Duration.ofMinutes(1)));
    waiting(1, 2);

    Result result = world.sweep.pass(LimitWorld.ALL, NOON, () -> false);

    assertThat(result).isEqualTo(Result.IN_DOUBT);
    assertThat(world.producer.history()).isEmpty();
    assertThat(world.rates).as("a place in it would be lost").isEmpty();
  }

  @Test
  void whatDoesNotShowForLongPutsTheViewsInDoubt() {
    limit(LimitPolicy.QUEUE, 2);
    waiting(1, 1);
    world.pass(NOON);
    waiting(2, 2);
    Instant later = NOON.plus(LimitSweep.PATIENCE).plusMillis(1);

    assertThat(world.pass(later)).isEqualTo(Result.IN_DOUBT);
    assertThat(world.letThrough()).containsExactly(id(1));
    world.sweep.forget();
    assertThat(world.pass(later)).isEqualTo(Result.SOMETHING_WAITS);
  }

  @Test
  void whatShowsIsNeverOverdue() {
    limit(LimitPolicy.QUEUE, 1);
    waiting(1, 1);
    world.pass(NOON);
    world.project();

    assertThat(world.pass(NOON.plus(LimitSweep.PATIENCE).plusMillis(1)))
        .isEqualTo(Result.NOTHING_WAITS);
  }

  @Test
  void whatWaitsForAnotherDeciderIsNotDecidedOn() {
    waiting(1, 1);

    assertThat(world.sweep.pass(List.of(), NOON, () -> true)).isEqualTo(Result.NOTHING_WAITS);
    assertThat(world.letThrough()).isEmpty();
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
