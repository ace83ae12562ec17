// SPDX-License-Identifier: Apache-2.0
package io.jobmill.projector.metrics;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.util.Collection;
import java.util.Locale;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/** Counts what the projector does. Thread-safe. */
final class MeteredListener implements ProjectorListener {

  private final MeterRegistry registry;
  private final DistributionSummary batches;
  private final ConcurrentHashMap<String, AtomicLong> gauges = new ConcurrentHashMap<>();

  MeteredListener(MeterRegistry registry) {
    this.registry = registry;
    this.batches =
        DistributionSummary.builder(ProjectorMetric.BATCH_EVENTS.meter())
            .description(ProjectorMetric.BATCH_EVENTS.description())
            .register(registry);
  }

  @Override
  public void projected(int events, int jobs, long late) {
    batches.record(events);
    count(ProjectorMetric.EVENTS, Tags.empty(), events);
    count(ProjectorMetric.JOBS, Tags.empty(), jobs);
    count(ProjectorMetric.LATE, Tags.empty(), (double) late);
  }

  @Override
  public void foldedAgain(int jobs) {
    count(ProjectorMetric.FOLDED_AGAIN, Tags.empty(), jobs);
  }

  @Override
  public void deadLettered(String topic) {
    count(ProjectorMetric.DEAD_LETTERS, Tags.of("topic", topic), 1);
  }

  @Override
  public void lag(String topic, long records) {
    gauge(ProjectorMetric.LAG, topic).set(records);
  }

  @Override
  public void logChunks(int chunks) {
    count(ProjectorMetric.LOG_CHUNKS, Tags.empty(), chunks);
  }

  @Override
  public void received(int requests) {
    count(ProjectorMetric.RECEIVED, Tags.empty(), requests);
  }

  @Override
  public void admitted(int through, int repeated) {
    count(ProjectorMetric.ADMITTED, Tags.empty(), through);
    count(ProjectorMetric.REPEATED, Tags.empty(), repeated);
  }

  @Override
  public void lost(int attempts) {
    count(ProjectorMetric.LOST, Tags.empty(), attempts);
  }

  @Override
  public void asked(Reason reason, int jobs) {
    count(ProjectorMetric.ASKED, Tags.of("reason", reason.name().toLowerCase(Locale.ROOT)), jobs);
  }

  @Override
  public void told(int commands) {
    count(ProjectorMetric.COMMANDS, Tags.empty(), commands);
  }

  @Override
  public void removed(int jobs) {
    count(ProjectorMetric.REMOVED, Tags.empty(), jobs);
  }

  @Override
  public void owns(String topic, Collection<Integer> partitions) {
    gauge(ProjectorMetric.PARTITIONS, topic).set(partitions.size());
  }

  @Override
  public void passFailed(String loop, RuntimeException failure) {
    count(ProjectorMetric.LOOP_FAILURES, Tags.of("loop", loop), 1);
  }

  private void count(ProjectorMetric metric, Tags tags, double by) {
    Counter.builder(metric.meter())
        .description(metric.description())
        .tags(tags)
        .register(registry)
        .increment(by);
  }

  private AtomicLong gauge(ProjectorMetric metric, String topic) {
    return gauges.computeIfAbsent(
        metric.meter() + topic,
        name -> {
          AtomicLong value = new AtomicLong();
          Gauge.builder(metric.meter(), value, AtomicLong::get)
              .description(metric.description())
              .tags("topic", topic)
              .register(registry);
          return value;
        });
  }
}
