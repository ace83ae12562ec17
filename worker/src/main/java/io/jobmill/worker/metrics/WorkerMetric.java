// SPDX-License-Identifier: Apache-2.0
package io.jobmill.worker.metrics;

import io.jobmill.observe.Metric;

/** The worker's metrics: the only place where their names stand. */
enum WorkerMetric implements Metric.Named {
  STARTED(Metric.counter("jobmill.worker.started", "Attempts claimed and begun", "pool")),
  ATTEMPTS(
      Metric.timer(
          "jobmill.worker.attempts",
          "Attempts that ran to their end, by template and outcome, and how long they ran",
          "pool",
          "template",
          "outcome")),
  HANDED_BACK(
      Metric.counter("jobmill.worker.handed.back", "Attempts given up at a shutdown", "pool")),
  UNCLAIMED(Metric.counter("jobmill.worker.unclaimed", "Claims that were not confirmed", "pool")),
  CANCELLED(
      Metric.counter(
          "jobmill.worker.cancelled",
          "Attempts stopped or refused as nobody wants the job",
          "pool")),
  REJECTED(Metric.counter("jobmill.worker.rejected", "Requests that cannot be run", "pool")),
  DEFERRED(
      Metric.counter(
          "jobmill.worker.deferred", "Requests that cannot be run yet, or not here", "pool")),
  DEAD_LETTERS(
      Metric.counter("jobmill.worker.dead.letters", "Records that nobody can read", "pool")),
  ABANDONED(Metric.counter("jobmill.worker.abandoned", "Threads that ignored their interrupt")),
  LOOP_FAILURES(
      Metric.counter("jobmill.worker.loop.failures", "Failed passes of background loops", "loop")),
  SLOTS(Metric.gauge("jobmill.worker.slots", "How many attempts may run at a time", "pool")),
  SLOTS_USED(Metric.gauge("jobmill.worker.slots.used", "How many attempts run now", "pool")),
  HEARTBEAT_AGE(
      Metric.seconds(
          "jobmill.worker.heartbeat.age",
          "How long ago Kafka took the last heartbeat of this worker"));

  @SuppressWarnings("ImmutableEnumChecker") // A record of texts.
  private final Metric metric;

  WorkerMetric(Metric metric) {
    this.metric = metric;
  }

  @Override
  public Metric metric() {
    return metric;
  }
}
