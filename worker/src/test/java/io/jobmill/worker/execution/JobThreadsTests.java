// SPDX-License-Identifier: Apache-2.0
package io.jobmill.worker.execution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class JobThreadsTests {

  @Test
  void anIdleThreadRunsTheNextJob() throws Exception {
    try (JobThreads threads = JobThreads.kept()) {
      Set<Thread> used = new HashSet<>();
      for (int i = 0; i < 20; i++) {
        Thread thread = runOne(threads);
        used.add(thread);
        await().until(() -> thread.getState() == Thread.State.TIMED_WAITING);
      }

      assertThat(used).hasSize(1);
    }
  }

  @Test
  void aJobDoesNotWaitForOneThatNeverEnds() throws Exception {
    CountDownLatch end = new CountDownLatch(1);
    try (JobThreads threads = JobThreads.kept()) {
      CompletableFuture<Thread> deaf = new CompletableFuture<>();
      threads.execute(
          () -> {
            deaf.complete(Thread.currentThread());
            awaitQuietly(end);
          });

      assertThat(runOne(threads)).isNotSameAs(deaf.get(10, TimeUnit.SECONDS));
    } finally {
      end.countDown();
    }
  }

  private static Thread runOne(JobThreads threads) throws Exception {
    CompletableFuture<Thread> ran = new CompletableFuture<>();
    threads.execute(() -> ran.complete(Thread.currentThread()));
    return ran.get(10, TimeUnit.SECONDS);
  }

  private static void awaitQuietly(CountDownLatch end) {
    try {
      end.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
