// SPDX-License-Identifier: Apache-2.0
package io.jobmill.gateway.metrics;

import io.jobmill.observe.Metric;

/** The gateway's metrics: the only place where their names stand. */
public enum GatewayMetric implements Metric.Named {
  REQUESTS(
      Metric.timer(
          "jobmill.gateway.requests",
          "Requests answered, by dialect (api, otter, keyfactor, osapi, other) and class of status"
              + " (2xx, 4xx …)",
          "dialect",
          "status")),
  ACCEPTED(
      Metric.counter(
          "jobmill.gateway.jobs.accepted", "Jobs that Kafka has confirmed to be on a queue")),
  LOWERED(
      Metric.counter(
          "jobmill.gateway.jobs.lowered",
          "Jobs put on the low queue because their submitter had had its share of the normal one")),
  WRONG_CREDENTIALS(
      Metric.counter(
          "jobmill.gateway.wrong.credentials",
          "Keys and tokens that were unknown, revoked, expired or forged")),
  KAFKA_SILENCE(
      Metric.seconds(
          "jobmill.gateway.kafka.silence", "How long Kafka has not answered this gateway"));

  @SuppressWarnings("ImmutableEnumChecker") // A record of texts.
  private final Metric metric;

  GatewayMetric(Metric metric) {
    this.metric = metric;
  }

  @Override
  public Metric metric() {
    return metric;
  }
}
