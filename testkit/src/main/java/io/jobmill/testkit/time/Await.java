// SPDX-License-Identifier: Apache-2.0
package io.jobmill.testkit.time;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.awaitility.core.ThrowingRunnable;

/**
 * Waits for what another thread or process does, up to a minute and no longer than needed. Where
 * the code under test can signal, wait for a {@link CountDownLatch}; else for a condition.
 */
public final class Await {
  private static final Duration PATIENCE = Duration.ofMinutes(1);
  private static final Duration STEP = Duration.ofMillis(20);

  private Await() {}

  /** Waits until {@code condition} holds. */
  public static void until(String what, Callable<Boolean> condition) {
    await(what).until(condition);
  }

  /** Waits until {@code assertion} passes; its last failure is the failure of the test. */
  public static void untilAsserted(String what, ThrowingRunnable assertion) {
    await(what).untilAsserted(assertion);
  }

  /** Waits until {@code source} has a value and returns it. */
  public static <T> T value(String what, Callable<Optional<T>> source) {
    return await(what).until(source, Optional::isPresent).orElseThrow();
  }

  /** Waits until {@code latch} is down. */
  public static void signal(String what, CountDownLatch latch)
      throws InterruptedException, TimeoutException {
    if (!latch.await(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
      throw new TimeoutException("%s did not happen within %s".formatted(what, PATIENCE));
    }
  }

  private static ConditionFactory await(String what) {
    return Awaitility.await(what).atMost(PATIENCE).pollDelay(Duration.ZERO).pollInterval(STEP);
  }
}
