// SPDX-License-Identifier: Apache-2.0
package io.jobmill.standalone.docs;

import io.jobmill.observe.Metric;
import io.micrometer.core.instrument.Meter;
import io.micrometer.prometheusmetrics.PrometheusNamingConvention;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.core.type.filter.AssignableTypeFilter;

/** All metrics there are: read from the constants that stand for them. */
public final class KnownMetrics {

  private static final PrometheusNamingConvention NAMING = new PrometheusNamingConvention();

  private KnownMetrics() {}

  public static List<Metric> all() {
    var scanner = new ClassPathScanningCandidateComponentProvider(false);
    scanner.addIncludeFilter(new AssignableTypeFilter(Metric.Named.class));
    List<Metric> metrics = new ArrayList<>();
    scanner
        .findCandidateComponents("io.jobmill")
        .forEach(found -> metrics.addAll(of(String.valueOf(found.getBeanClassName()))));
    metrics.sort(Comparator.comparing(Metric::name));
    return metrics;
  }

  /** The name of a metric in Prometheus; what a timer or summary adds to it comes after. */
  public static String family(Metric metric) {
    return metric.unit().isEmpty()
        ? NAMING.name(metric.name(), type(metric.kind()))
        : NAMING.name(metric.name(), type(metric.kind()), metric.unit());
  }

  /** The names of all its series in Prometheus. */
  public static Set<String> series(Metric metric) {
    String family = family(metric);
    return switch (metric.kind()) {
      // The convention leaves it to the exposition format.
      case COUNTER -> Set.of(family.endsWith("_total") ? family : family + "_total");
      case GAUGE -> Set.of(family);
      case TIMER, SUMMARY -> Set.of(family + "_count", family + "_sum", family + "_max");
    };
  }

  /** The names of all series that there can be. */
  public static Set<String> allSeries() {
    Set<String> names = new TreeSet<>();
    all().forEach(metric -> names.addAll(series(metric)));
    return names;
  }

  private static List<Metric> of(String className) {
    try {
      Object[] constants = Class.forName(className).getEnumConstants();
      return Stream.of(constants).map(each -> ((Metric.Named) each).metric()).toList();
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Meter.Type type(Metric.Kind kind) {
    return switch (kind) {
      case COUNTER -> Meter.Type.COUNTER;
      case GAUGE -> Meter.Type.GAUGE;
      case TIMER -> Meter.Type.TIMER;
      case SUMMARY -> Meter.Type.DISTRIBUTION_SUMMARY;
    };
  }
}
