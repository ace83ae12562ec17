// SPDX-License-Identifier: Apache-2.0
package io.jobmill.observe;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleSupplier;
import java.util.function.Supplier;

/**
 * Puts metrics into a registry, with the tags that they were declared with and no others. What it
 * returns is to be kept: looking a meter up makes objects and compares texts, which is too much for
 * a path that every record takes.
 */
public final class Meters {

  private final MeterRegistry registry;

  public Meters(MeterRegistry registry) {
    this.registry = registry;
  }

  /** Meters that nobody reads. */
  public static Meters unread() {
    return new Meters(new CompositeMeterRegistry());
  }

  /**
   * @param values of the metric's tags, in their order
   */
  public Counter counter(Metric.Named named, String... values) {
    Metric metric = checked(named, Metric.Kind.COUNTER);
    return Counter.builder(metric.name())
        .description(metric.description())
        .tags(tags(metric, List.of(values)))
        .register(registry);
  }

  /** A counter that somebody else counts up. */
  public void counted(Metric.Named named, DoubleSupplier total, String... values) {
    Metric metric = checked(named, Metric.Kind.COUNTER);
    // Micrometer holds what is counted weakly, and the function strongly.
    FunctionCounter.builder(metric.name(), total, weak -> total.getAsDouble())
        .description(metric.description())
        .tags(tags(metric, List.of(values)))
        .register(registry);
  }

  public Timer timer(Metric.Named named, String... values) {
    Metric metric = checked(named, Metric.Kind.TIMER);
    return Timer.builder(metric.name())
        .description(metric.description())
        .tags(tags(metric, List.of(values)))
        .register(registry);
  }

  public DistributionSummary summary(Metric.Named named, String... values) {
    Metric metric = checked(named, Metric.Kind.SUMMARY);
    return DistributionSummary.builder(metric.name())
        .description(metric.description())
        .tags(tags(metric, List.of(values)))
        .register(registry);
  }

  /** A gauge that is asked whenever somebody looks. */
  public void gauge(Metric.Named named, DoubleSupplier value, String... values) {
    Metric metric = checked(named, Metric.Kind.GAUGE);
    Supplier<Double> asked = value::getAsDouble;
    Gauge.Builder<?> gauge =
        Gauge.builder(metric.name(), asked)
            .description(metric.description())
            .tags(tags(metric, List.of(values)));
    if (!metric.unit().isEmpty()) {
      gauge.baseUnit(metric.unit());
    }
    gauge.register(registry);
  }

  /** A gauge whose values come and go. */
  public Rows rows(Metric.Named named) {
    Metric metric = checked(named, Metric.Kind.GAUGE);
    MultiGauge.Builder rows = MultiGauge.builder(metric.name()).description(metric.description());
    if (!metric.unit().isEmpty()) {
      rows.baseUnit(metric.unit());
    }
    return new Rows(metric, rows.register(registry));
  }

  /**
   * What a gauge says of each combination of its tags; of those that it was not told of, nothing.
   */
  public static final class Rows {

    private final Metric metric;
    private final MultiGauge gauge;

    private Rows(Metric metric, MultiGauge gauge) {
      this.metric = metric;
      this.gauge = gauge;
    }

    /** From now on these, and no others. */
    public void set(Map<List<String>, ? extends Number> values) {
      gauge.register(
          values.entrySet().stream().map(row -> row(row.getKey(), row.getValue())).toList(), true);
    }

    private MultiGauge.Row<Number> row(List<String> values, Number value) {
      return MultiGauge.Row.of(tags(metric, values), value);
    }
  }

  private static Metric checked(Metric.Named named, Metric.Kind kind) {
    Metric metric = named.metric();
    if (metric.kind() != kind) {
      throw new IllegalArgumentException("%s is no %s".formatted(metric.name(), kind));
    }
    return metric;
  }

  private static Tags tags(Metric metric, List<String> values) {
    if (values.size() != metric.tags().size()) {
      throw new IllegalArgumentException(
          "%s has the tags %s, not so many values: %s"
              .formatted(metric.name(), metric.tags(), values));
    }
    Tags tags = Tags.empty();
    for (int i = 0; i < values.size(); i++) {
      tags = tags.and(metric.tags().get(i), values.get(i));
    }
    return tags;
  }
}
