// SPDX-License-Identifier: Apache-2.0
package io.jobmill.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class TableProgressTests {

  private static final TopicPartition FIRST = new TopicPartition("templates", 0);
  private static final Duration BOUND = Duration.ofSeconds(10);

  private final TableProgress progress = new TableProgress();

  @Test
  void reachesTheFirstEndWhenAllOfItWasRead() {
    progress.aim(progress.asked(), Map.of(FIRST, 2L));
    progress.moved(Map.of(FIRST, 1L));
    assertThat(progress.firstEndReached()).isFalse();

    progress.moved(Map.of(FIRST, 2L));

    assertThat(progress.awaitFirstEnd(BOUND)).isTrue();
  }

  @Test
  void doesNotAnswerByAnEndThatWasLookedUpBeforeTheQuestion() {
    progress.aim(progress.asked(), Map.of(FIRST, 1L));

    var answer = CompletableFuture.supplyAsync(() -> progress.awaitEnd(() -> {}, BOUND));
    awaitQuestion();
    progress.moved(Map.of(FIRST, 1L));
    assertThat(answer).isNotDone();
    progress.aim(progress.asked(), Map.of(FIRST, 2L));
    progress.moved(Map.of(FIRST, 2L));

    assertThat(answer.join()).isTrue();
  }

  @Test
  void wakesAnIdleReaderOnceForManyQuestions() throws InterruptedException {
    progress.aim(progress.asked(), Map.of(FIRST, 0L));
    assertThat(progress.beginWait()).isTrue();
    var wakes = new AtomicInteger();

    var woken = new CountDownLatch(1);
    var first =
        CompletableFuture.supplyAsync(
            () ->
                progress.awaitEnd(
                    () -> {
                      wakes.incrementAndGet();
                      woken.countDown();
                    },
                    BOUND));
    woken.await();
    assertThat(progress.awaitEnd(wakes::incrementAndGet, Duration.ZERO)).isFalse();

    progress.aim(progress.asked(), Map.of(FIRST, 0L));
    progress.moved(Map.of(FIRST, 0L));
    assertThat(first.join()).isTrue();
    assertThat(wakes).hasValue(1);
  }

  @Test
  void doesNotLetTheReaderIdleWhileSomebodyAsks() {
    assertThat(progress.beginWait()).isFalse();
  }

  @Test
  void givesUpWaitingForAPositionWhenTheTimeIsUp() {
    progress.moved(Map.of(FIRST, 7L));

    assertThat(progress.awaitPosition(FIRST, 7, Duration.ZERO)).isTrue();
    assertThat(progress.awaitPosition(FIRST, 8, Duration.ofMillis(1))).isFalse();
  }

  private void awaitQuestion() {
    while (!progress.endIsAsked()) {
      Thread.onSpinWait();
    }
  }
}
