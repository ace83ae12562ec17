// SPDX-License-Identifier: Apache-2.0
package io.jobmill.worker.metrics;

import io.jobmill.event.Outcome;
import io.jobmill.job.JobId;
import io.jobmill.job.Pool;
import io.jobmill.observe.Meters;
import io.micrometer.core.instrument.Counter;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.IntSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Counts what happens, by pool. */
public final class MeteredListener implements WorkerListener {

  private final Meters meters;
  private final int mostTemplates;
  private final Clock clock;
  private final Runnable onDeath;
  private final Map<Pool, PoolMeters> pools = new ConcurrentHashMap<>();
  private final Map<String, Counter> loops = new ConcurrentHashMap<>();
  private final Counter abandoned;

  /** Of the worker that was started last: one that could not start is started again. */
  private volatile Supplier<Instant> lastHeartbeat = () -> Instant.EPOCH;

  /**
   * @param mostTemplates how many templates of a pool have series of their own
   * @param onDeath what to do when a loop has ended for good: the process should not go on half
   *     alive
   */
  public MeteredListener(Meters meters, int mostTemplates, Clock clock, Runnable onDeath) {
    this.meters = meters;
    this.mostTemplates = mostTemplates;
    this.clock = clock;
    this.onDeath = onDeath;
    this.abandoned = meters.counter(WorkerMetric.ABANDONED);
    meters.gauge(WorkerMetric.HEARTBEAT_AGE, () -> age(lastHeartbeat.get()));
  }

  @Override
  public void slots(Pool pool, int slots, IntSupplier used) {
    of(pool).slots(slots, used);
  }

  @Override
  public void heartbeats(Supplier<Instant> acknowledged) {
    lastHeartbeat = acknowledged;
  }

  @Override
  public void started(Pool pool, int attempts) {
    of(pool).started.increment(attempts);
  }

  @Override
  public void ended(Pool pool, @Nullable String template, Outcome outcome, long nanos) {
    of(pool).ended(template, outcome, nanos);
  }

  @Override
  public void handedBack(Pool pool) {
    of(pool).handedBack.increment();
  }

  @Override
  public void unclaimed(Pool pool) {
    of(pool).unclaimed.increment();
  }

  @Override
  public void cancelled(Pool pool) {
    of(pool).cancelled.increment();
  }

  @Override
  public void rejected(Pool pool) {
    of(pool).rejected.increment();
  }

  @Override
  public void deferred(Pool pool) {
    of(pool).deferred.increment();
  }

  @Override
  public void deadLettered(Pool pool) {
    of(pool).deadLetters.increment();
  }

  @Override
  public void abandoned(JobId job, int attempt) {
    abandoned.increment();
  }

  @Override
  public void passFailed(String loop, RuntimeException failure) {
    loops
        .computeIfAbsent(loop, name -> meters.counter(WorkerMetric.LOOP_FAILURES, name))
        .increment();
  }

  @Override
  public void died(String loop, Error error) {
    onDeath.run();
  }

  private PoolMeters of(Pool pool) {
    return pools.computeIfAbsent(pool, one -> new PoolMeters(meters, one, mostTemplates));
  }

  /** Unknown before the first. */
  private double age(Instant acknowledged) {
    return acknowledged.equals(Instant.EPOCH)
        ? Double.NaN
        : Duration.between(acknowledged, clock.instant()).toMillis() / 1_000.0;
  }
}
