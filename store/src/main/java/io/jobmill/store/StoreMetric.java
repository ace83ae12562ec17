// SPDX-License-Identifier: Apache-2.0
package io.jobmill.store;

import io.jobmill.observe.Metric;

/** What is told of the store, by whoever uses it. */
enum StoreMetric implements Metric.Named {
  COMMANDS(
      Metric.timer(
          "jobmill.store.commands",
          "Commands to MongoDB, by what they do and how they ended (ok, failed)",
          "service",
          "command",
          "outcome"));

  @SuppressWarnings("ImmutableEnumChecker") // A record of texts.
  private final Metric metric;

  StoreMetric(Metric metric) {
    this.metric = metric;
  }

  @Override
  public Metric metric() {
    return metric;
  }
}
