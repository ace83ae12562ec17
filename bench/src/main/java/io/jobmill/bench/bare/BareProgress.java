// SPDX-License-Identifier: Apache-2.0
package io.jobmill.bench.bare;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.jobmill.bench.load.Latencies;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Counts jobs to their end and, of those whose start was noted, the time to the claim. */
final class BareProgress implements BareListener {

  private static final int BOUND_MINUTES = 10;

  private final CountDownLatch first = new CountDownLatch(1);
  private final CountDownLatch open;
  private final Map<String, Long> submittedAt = new ConcurrentHashMap<>();
  private final ConcurrentLinkedQueue<Duration> claimedAfter = new ConcurrentLinkedQueue<>();
  private final AtomicReference<@Nullable Exception> failure = new AtomicReference<>();

  BareProgress(int jobs) {
    this.open = new CountDownLatch(jobs);
  }

  void submitted(byte[] key) {
    submittedAt.put(new String(key, UTF_8), System.nanoTime());
  }

  @Override
  public void claimed(byte[] key) {
    if (submittedAt.isEmpty()) {
      return;
    }
    var start = submittedAt.remove(new String(key, UTF_8));
    if (start != null) {
      claimedAfter.add(Duration.ofNanos(System.nanoTime() - start));
    }
  }

  @Override
  public void ended(@Nullable Exception failed) {
    if (failed != null) {
      failure.compareAndSet(null, failed);
    }
    first.countDown();
    open.countDown();
  }

  Latencies latencies() {
    return Latencies.of(claimedAfter);
  }

  /** Waits until the lanes have got going. */
  void awaitFirst() {
    await(first);
  }

  void awaitAll() {
    await(open);
    var failed = failure.get();
    if (failed != null) {
      throw new IllegalStateException("an event was not acknowledged", failed);
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      if (!latch.await(BOUND_MINUTES, TimeUnit.MINUTES)) {
        throw new IllegalStateException(
            "%d jobs have not ended after %d min".formatted(latch.getCount(), BOUND_MINUTES));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while jobs were under way", e);
    }
  }
}
