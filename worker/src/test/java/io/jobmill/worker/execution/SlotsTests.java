// SPDX-License-Identifier: Apache-2.0
package io.jobmill.worker.execution;

import static io.jobmill.job.Priority.HIGH;
import static io.jobmill.job.Priority.LOW;
import static io.jobmill.job.Priority.NORMAL;
import static org.assertj.core.api.Assertions.assertThat;

import io.jobmill.job.Priority;
import io.jobmill.testkit.time.Await;
import io.jobmill.worker.execution.Slots.Asking;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class SlotsTests {

  private static final Asking LOOKS = new Asking(true, false);
  private static final Asking PRESSES = new Asking(true, true);
  private static final Asking HELPS = new Asking(false, false);
  private static final Duration AT_ONCE = Duration.ZERO;
  private static final Duration LONG = Duration.ofSeconds(20);

  @Test
  void whatIsKeptAndNotUsedIsFreeAgain() throws InterruptedException {
    Slots slots = new Slots(4);

    assertThat(slots.keep(NORMAL, 3, LOOKS, AT_ONCE)).isTrue();
    assertThat(slots.free()).isEqualTo(1);
    slots.settle(NORMAL, 3, 1);

    assertThat(slots.free()).isEqualTo(3);
    assertThat(slots.used()).isEqualTo(1);
  }

  @Test
  void helpComesOnlyWhereJobsWereNoticed() throws InterruptedException {
    Slots slots = new Slots(8);

    assertThat(slots.keep(LOW, 2, HELPS, AT_ONCE)).isFalse();
    slots.notice(LOW);
    assertThat(slots.keep(LOW, 2, HELPS, AT_ONCE)).isTrue();
    slots.quiet(LOW);
    assertThat(slots.keep(LOW, 2, HELPS, AT_ONCE)).isFalse();
  }

  @Test
  void aQueueIsUnwatchedWhileNobodyPollsItAndNothingIsKnownToWait() throws InterruptedException {
    Slots slots = new Slots(1);
    assertThat(slots.keep(NORMAL, 1, LOOKS, AT_ONCE)).isTrue();

    assertThat(slots.isUnwatched(NORMAL)).isFalse();
    assertThat(slots.isUnwatched(HIGH)).isTrue();
    slots.notice(HIGH);
    assertThat(slots.isUnwatched(HIGH)).isFalse();
  }

  @Test
  void aFreedSlotGoesToTheHigherOfTwoThatWait() throws InterruptedException {
    Slots slots = new Slots(1);
    slots.notice(NORMAL);
    slots.notice(HIGH);
    use(slots, NORMAL);

    CompletableFuture<Boolean> low = waits(slots, NORMAL, 1);
    CompletableFuture<Boolean> high = waits(slots, HIGH, 1);
    Await.until("both wait", () -> slots.shouldYield(NORMAL, 1) && slots.shouldYield(HIGH, 1));
    slots.release(NORMAL);

    assertThat(high.join()).isTrue();
    assertThat(low).isNotDone();
    slots.settle(HIGH, 1, 0);
    assertThat(low.join()).isTrue();
  }

  @Test
  void anIdleLaneYieldsToAnotherQueueThatHasWaited() {
    Slots slots = new Slots(2);
    slots.notice(LOW);
    assertThat(slots.shouldYield(NORMAL, 1)).isFalse();

    CompletableFuture<Boolean> unused = waits(slots, LOW, 3);
    Await.until("an idle lane is asked to yield", () -> slots.shouldYield(NORMAL, 1));

    assertThat(slots.shouldYield(LOW, 1)).as("to its own queue nobody yields").isFalse();
  }

  @Test
  void theLastLaneOfAQueueStaysWhileTheQueueIsInUse() throws InterruptedException {
    AtomicLong nanos = new AtomicLong();
    Slots slots = new Slots(8, SlotGuarantee.DEFAULT, nanos::get);
    use(slots, NORMAL);
    slots.release(NORMAL);
    slots.keep(NORMAL, 2, LOOKS, AT_ONCE);
    slots.keep(NORMAL, 1, LOOKS, AT_ONCE);
    slots.notice(HIGH);

    CompletableFuture<Boolean> unused = waits(slots, HIGH, 100);
    Await.until("the larger lane is asked to yield", () -> slots.shouldYield(NORMAL, 2));
    slots.settle(NORMAL, 2, 0);

    assertThat(slots.shouldYield(NORMAL, 1)).isFalse();
    nanos.set(Duration.ofSeconds(10).toNanos());
    assertThat(slots.shouldYield(NORMAL, 1)).isTrue();
  }

  /** On a thread of its own: the common pool has one thread where there are two cores. */
  private static CompletableFuture<Boolean> waits(Slots slots, Priority priority, int count) {
    CompletableFuture<Boolean> kept = new CompletableFuture<>();
    Thread thread =
        new Thread(
            () -> {
              try {
                kept.complete(slots.keep(priority, count, PRESSES, LONG));
              } catch (InterruptedException e) {
                kept.completeExceptionally(e);
              }
            });
    thread.setDaemon(true);
    thread.start();
    return kept;
  }

  private static void use(Slots slots, Priority priority) throws InterruptedException {
    assertThat(slots.keep(priority, 1, LOOKS, AT_ONCE)).isTrue();
    slots.settle(priority, 1, 1);
  }
}
