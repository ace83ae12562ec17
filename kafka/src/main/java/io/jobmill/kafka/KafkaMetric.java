// SPDX-License-Identifier: Apache-2.0
package io.jobmill.kafka;

import io.jobmill.observe.Metric;

/** What is told of the clients of Kafka, by whoever has them. */
enum KafkaMetric implements Metric.Named {
  PRODUCER_FAILURES(
      Metric.counter(
          "jobmill.producer.failures",
          "Sends of records that Kafka did not acknowledge; what can be sent again is, and counts"
              + " each time",
          "client"));

  @SuppressWarnings("ImmutableEnumChecker") // A record of texts.
  private final Metric metric;

  KafkaMetric(Metric metric) {
    this.metric = metric;
  }

  @Override
  public Metric metric() {
    return metric;
  }
}
