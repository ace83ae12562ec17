// SPDX-License-Identifier: Apache-2.0
package io.jobmill.worker.metrics;

import io.jobmill.event.Outcome;
import io.jobmill.job.Pool;
import io.jobmill.observe.Meters;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Timer;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The meters of one pool. Each is looked up once, a template's when its first attempt ends; past so
 * many templates all others share their timers, because every series costs memory in this process
 * and in whatever collects them. Thread-safe.
 */
final class PoolMeters {

  private static final String NO_TEMPLATE = "none";
  private static final String OTHER = "other";

  final Counter started;
  final Counter handedBack;
  final Counter unclaimed;
  final Counter cancelled;
  final Counter rejected;
  final Counter deferred;
  final Counter deadLetters;

  private final Meters meters;
  private final String pool;
  private final int mostTemplates;
  private final Map<String, Map<Outcome, Timer>> templates = new ConcurrentHashMap<>();
  private final Map<Outcome, Timer> others;
  private volatile int slots;
  private volatile IntSupplier used = () -> 0;

  PoolMeters(Meters meters, Pool pool, int mostTemplates) {
    this.meters = meters;
    this.pool = pool.name();
    this.mostTemplates = mostTemplates;
    this.started = counter(WorkerMetric.STARTED);
    this.handedBack = counter(WorkerMetric.HANDED_BACK);
    this.unclaimed = counter(WorkerMetric.UNCLAIMED);
    this.cancelled = counter(WorkerMetric.CANCELLED);
    this.rejected = counter(WorkerMetric.REJECTED);
    this.deferred = counter(WorkerMetric.DEFERRED);
    this.deadLetters = counter(WorkerMetric.DEAD_LETTERS);
    this.others = timers(OTHER);
    meters.gauge(WorkerMetric.SLOTS, () -> slots, this.pool);
    meters.gauge(WorkerMetric.SLOTS_USED, () -> used.getAsInt(), this.pool);
  }

  /** From now on: a worker that could not start is started again. */
  void slots(int newSlots, IntSupplier newUsed) {
    slots = newSlots;
    used = newUsed;
  }

  void ended(@Nullable String template, Outcome outcome, long nanos) {
    Timer timer = timersOf(template == null ? NO_TEMPLATE : template).get(outcome);
    if (timer != null) {
      timer.record(nanos, TimeUnit.NANOSECONDS);
    }
  }

  private Map<Outcome, Timer> timersOf(String template) {
    Map<Outcome, Timer> known = templates.get(template);
    if (known != null) {
      return known;
    }
    // Two at once may go one over; what counts is that there is a bound.
    return templates.size() >= mostTemplates
        ? others
        : templates.computeIfAbsent(template, this::timers);
  }

  private Map<Outcome, Timer> timers(String template) {
    Map<Outcome, Timer> timers = new EnumMap<>(Outcome.class);
    for (Outcome outcome : Outcome.values()) {
      timers.put(outcome, meters.timer(WorkerMetric.ATTEMPTS, pool, template, outcome.word()));
    }
    return timers;
  }

  private Counter counter(WorkerMetric metric) {
    return meters.counter(metric, pool);
  }
}
