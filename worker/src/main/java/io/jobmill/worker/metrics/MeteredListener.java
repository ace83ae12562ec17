// SPDX-License-Identifier: Apache-2.0
package io.jobmill.worker.metrics;

import io.jobmill.event.Outcome;
import io.jobmill.job.JobId;
import io.jobmill.job.Pool;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.IntSupplier;

/** Counts what happens, by pool. */
public final class MeteredListener implements WorkerListener {

  private record Series(WorkerMetric metric, Tags tags) {}

  private final MeterRegistry registry;
  private final Runnable onDeath;
  private final Map<Series, Counter> counters = new ConcurrentHashMap<>();

  /**
   * @param onDeath what to do when a loop has ended for good: the process should not go on half
   *     alive
   */
  public MeteredListener(MeterRegistry registry, Runnable onDeath) {
    this.registry = registry;
    this.onDeath = onDeath;
  }

  @Override
  public void slots(Pool pool, int slots, IntSupplier free) {
    gauge(WorkerMetric.SLOTS, pool, () -> slots);
    gauge(WorkerMetric.SLOTS_FREE, pool, free);
  }

  @Override
  public void started(Pool pool, int attempts) {
    counter(WorkerMetric.STARTED, of(pool)).increment(attempts);
  }

  @Override
  public void ended(Pool pool, Outcome outcome) {
    counter(WorkerMetric.ENDED, of(pool).and("outcome", outcome.word())).increment();
  }

  @Override
  public void handedBack(Pool pool) {
    counter(WorkerMetric.HANDED_BACK, of(pool)).increment();
  }

  @Override
  public void unclaimed(Pool pool) {
    counter(WorkerMetric.UNCLAIMED, of(pool)).increment();
  }

  @Override
  public void cancelled(Pool pool) {
    counter(WorkerMetric.CANCELLED, of(pool)).increment();
  }

  @Override
  public void rejected(Pool pool) {
    counter(WorkerMetric.REJECTED, of(pool)).increment();
  }

  @Override
  public void deferred(Pool pool) {
    counter(WorkerMetric.DEFERRED, of(pool)).increment();
  }

  @Override
  public void deadLettered(Pool pool) {
    counter(WorkerMetric.DEAD_LETTERS, of(pool)).increment();
  }

  @Override
  public void abandoned(JobId job, int attempt) {
    counter(WorkerMetric.ABANDONED, Tags.empty()).increment();
  }

  @Override
  public void passFailed(String loop, RuntimeException failure) {
    counter(WorkerMetric.LOOP_FAILURES, Tags.of("loop", loop)).increment();
  }

  @Override
  public void died(String loop, Error error) {
    onDeath.run();
  }

  private Counter counter(WorkerMetric metric, Tags tags) {
    return counters.computeIfAbsent(
        new Series(metric, tags),
        series ->
            Counter.builder(metric.meter())
                .description(metric.description())
                .tags(tags)
                .register(registry));
  }

  private void gauge(WorkerMetric metric, Pool pool, IntSupplier value) {
    Gauge.builder(metric.meter(), value::getAsInt)
        .description(metric.description())
        .tags(of(pool))
        .register(registry);
  }

  private static Tags of(Pool pool) {
    return Tags.of("pool", pool.name());
  }
}
