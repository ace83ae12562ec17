// SPDX-License-Identifier: Apache-2.0
package io.jobmill.gateway.api;

import io.jobmill.gateway.problem.Refusal;
import io.jobmill.gateway.query.StoredLists;
import io.jobmill.gateway.query.StoredLists.Progress;
import io.jobmill.job.JobId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Callers that wait for the ends of jobs. However many they are, the store is asked once in a while
 * for all of them together, and no thread waits. Thread-safe.
 */
final class JobWaits implements AutoCloseable {

  /** More are not kept waiting: they are told at once how their job stands. */
  private static final int MOST = 1000;

  /** What answers a caller asks the store once more. */
  private static final int ANSWERS = 8;

  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(50);
  private static final Logger log = LoggerFactory.getLogger(JobWaits.class);

  private final StoredLists stored;
  private final Clock clock;
  private final Queue<Waiting> waiting = new ConcurrentLinkedQueue<>();
  private final ScheduledExecutorService looking =
      Executors.newSingleThreadScheduledExecutor(task -> thread(task, "job-waits"));
  private final ExecutorService answering =
      Executors.newFixedThreadPool(ANSWERS, task -> thread(task, "job-wait-answers"));

  JobWaits(StoredLists stored, Clock clock) {
    this.stored = stored;
    this.clock = clock;
  }

  private record Waiting(JobId id, Instant until, CompletableFuture<Void> over) {}

  void start() {
    long pause = BETWEEN_LOOKS.toMillis();
    var unused = looking.scheduleWithFixedDelay(this::pass, pause, pause, TimeUnit.MILLISECONDS);
  }

  /** Completes when the job has ended, the time is up, or too many are waiting. */
  CompletableFuture<Void> over(JobId id, Duration longest) {
    if (longest.isZero() || waiting.size() >= MOST) {
      return CompletableFuture.completedFuture(null);
    }
    CompletableFuture<Void> over = new CompletableFuture<>();
    waiting.add(new Waiting(id, clock.instant().plus(longest), over));
    return over;
  }

  /** Whoever still waits is told now. */
  @Override
  public void close() {
    looking.shutdownNow();
    answering.shutdown();
    waiting.forEach(each -> each.over().complete(null));
    waiting.clear();
  }

  private void pass() {
    if (waiting.isEmpty()) {
      return;
    }
    Set<JobId> ended = ended(waiting.stream().map(Waiting::id).collect(Collectors.toSet()));
    Instant now = clock.instant();
    waiting.removeIf(each -> answersIfOver(each, ended, now));
  }

  private boolean answersIfOver(Waiting each, Set<JobId> ended, Instant now) {
    boolean over = ended.contains(each.id()) || !now.isBefore(each.until());
    if (over) {
      answering.execute(() -> each.over().complete(null));
    }
    return over;
  }

  /** While the store is away nothing is known to have ended. */
  private Set<JobId> ended(Collection<JobId> ids) {
    try {
      Map<JobId, Progress> found = stored.progress(ids);
      return ids.stream()
          .filter(id -> found.containsKey(id) && found.get(id).status().isTerminal())
          .collect(Collectors.toSet());
    } catch (Refusal away) {
      return Set.of();
    } catch (RuntimeException e) {
      log.warn("ends of jobs could not be looked for", e);
      return Set.of();
    }
  }

  private static Thread thread(Runnable task, String name) {
    Thread thread = new Thread(task, name);
    thread.setDaemon(true);
    return thread;
  }
}
