// SPDX-License-Identifier: Apache-2.0
package io.jobmill.kafka;

import io.jobmill.observe.Meters;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.Metric;
import org.jspecify.annotations.Nullable;

/**
 * How many sends have failed, by the name of the producer, as its client counts them: nothing is
 * added to what a record costs. A producer that takes the place of one of its name goes on
 * counting. Thread-safe.
 */
final class ProducerFailures {

  private static final String GROUP = "producer-metrics";
  private static final String FAILED = "record-error-total";

  private final Meters meters;
  private final Map<String, Total> byName = new HashMap<>();

  ProducerFailures(Meters meters) {
    this.meters = meters;
  }

  synchronized void follow(String name, Producer<?, ?> producer) {
    Total total = byName.get(name);
    if (total == null) {
      Total fresh = new Total();
      meters.counted(KafkaMetric.PRODUCER_FAILURES, fresh::value, name);
      byName.put(name, fresh);
      total = fresh;
    }
    total.follow(producer);
  }

  private static final class Total {

    private double before;
    private @Nullable Metric current;

    synchronized void follow(Producer<?, ?> producer) {
      before = value();
      current =
          producer.metrics().entrySet().stream()
              .filter(one -> one.getKey().name().equals(FAILED))
              .filter(one -> one.getKey().group().equals(GROUP))
              .map(one -> (Metric) one.getValue())
              .findFirst()
              .orElse(null);
    }

    synchronized double value() {
      Metric counting = current;
      return counting != null && counting.metricValue() instanceof Double failed
          ? before + failed
          : before;
    }
  }
}
