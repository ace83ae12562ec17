// SPDX-License-Identifier: Apache-2.0
package io.jobmill.kafka;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.common.errors.WakeupException;
import org.junit.jupiter.api.Test;

class LoopThreadTests {

  private static final Duration BOUND = Duration.ofSeconds(10);

  private final LinkedBlockingQueue<Throwable> heard = new LinkedBlockingQueue<>();
  private final LoopListener listener =
      new LoopListener() {
        @Override
        public void passFailed(String loop, RuntimeException failure) {
          heard.add(failure);
        }

        @Override
        public void died(String loop, Error error) {
          heard.add(error);
        }
      };

  @Test
  void makesPassAfterPassUntilItIsStopped() throws InterruptedException {
    var passes = new CountDownLatch(3);
    var loop = new LoopThread("passes", passes::countDown, listener);

    loop.start();

    assertThat(passes.await(10, SECONDS)).isTrue();
    assertThat(loop.stop(BOUND)).isTrue();
    assertThat(loop.alive()).isFalse();
  }

  @Test
  void goesOnAfterAPassThatThrew() throws InterruptedException {
    var passes = new CountDownLatch(2);
    var loop =
        new LoopThread(
            "throws",
            () -> {
              passes.countDown();
              throw new IllegalStateException("no luck");
            },
            listener);

    loop.start();

    assertThat(passes.await(10, SECONDS)).isTrue();
    assertThat(heard.poll(10, SECONDS)).hasMessage("no luck");
    assertThat(loop.stop(BOUND)).isTrue();
  }

  @Test
  void takesAWakeUpForTheEndOfAPassAndNotForAFailure() throws InterruptedException {
    var passes = new CountDownLatch(2);
    var loop =
        new LoopThread(
            "woken",
            () -> {
              passes.countDown();
              throw new WakeupException();
            },
            listener);

    loop.start();

    assertThat(passes.await(10, SECONDS)).isTrue();
    assertThat(loop.stop(BOUND)).isTrue();
    assertThat(heard).isEmpty();
  }

  @Test
  void endsByAnErrorAndSaysSo() throws InterruptedException {
    var loop =
        new LoopThread(
            "dies",
            () -> {
              throw new AssertionError("cannot be");
            },
            listener);

    loop.start();

    assertThat(heard.poll(10, SECONDS)).isInstanceOf(AssertionError.class);
    assertThat(loop.stop(BOUND)).isTrue();
  }

  @Test
  void wakesABlockedPassAndCleansUpOnItsOwnThread() throws InterruptedException {
    var blocking = new Blocking();
    var loop = new LoopThread("blocks", blocking, listener);
    loop.start();
    blocking.entered.await();

    assertThat(loop.stop(BOUND)).isTrue();

    assertThat(blocking.endedOn.take().getName()).isEqualTo("blocks");
  }

  @Test
  void interruptsAPassThatCannotBeWoken() throws InterruptedException {
    var entered = new CountDownLatch(1);
    var loop =
        new LoopThread(
            "stuck",
            () -> {
              entered.countDown();
              new CountDownLatch(1).await();
            },
            listener);
    loop.start();
    entered.await();

    assertThat(loop.stop(Duration.ofMillis(10))).isTrue();
    assertThat(heard).isEmpty();
  }

  @Test
  void startsAndStopsOnceHoweverOftenItIsTold() throws InterruptedException {
    var ends = new AtomicInteger();
    var blocking =
        new Blocking() {
          @Override
          public void ended() {
            super.ended();
            ends.incrementAndGet();
          }
        };
    var loop = new LoopThread("twice", blocking, listener);

    loop.start();
    loop.start();
    blocking.entered.await();
    assertThat(loop.stop(BOUND)).isTrue();
    assertThat(loop.stop(BOUND)).isTrue();
    loop.start();

    assertThat(loop.alive()).isFalse();
    assertThat(ends).hasValue(1);
  }

  @Test
  void isStoppedBeforeItEverStarted() {
    var loop = new LoopThread("never", () -> {}, listener);

    assertThat(loop.stop(BOUND)).isTrue();
    assertThat(loop.alive()).isFalse();
  }

  private static class Blocking implements Loop {

    final CountDownLatch entered = new CountDownLatch(1);
    final LinkedBlockingQueue<Thread> endedOn = new LinkedBlockingQueue<>();
    private final CountDownLatch woken = new CountDownLatch(1);

    @Override
    public void runOnce() throws InterruptedException {
      entered.countDown();
      woken.await();
    }

    @Override
    public void wakeUp() {
      woken.countDown();
    }

    @Override
    public void ended() {
      endedOn.add(Thread.currentThread());
    }
  }
}
