// SPDX-License-Identifier: Apache-2.0
package io.jobmill.worker.metrics;

/** The worker's metrics: the only place where their names stand. */
enum WorkerMetric {
  STARTED("jobmill.worker.started", "Attempts claimed and begun"),
  ENDED("jobmill.worker.ended", "Attempts that ran to their end, by outcome"),
  HANDED_BACK("jobmill.worker.handed.back", "Attempts given up at a shutdown"),
  UNCLAIMED("jobmill.worker.unclaimed", "Claims that were not confirmed"),
  CANCELLED("jobmill.worker.cancelled", "Attempts stopped or refused as nobody wants the job"),
  REJECTED("jobmill.worker.rejected", "Requests that cannot be run"),
  DEFERRED("jobmill.worker.deferred", "Requests that cannot be run yet, or not here"),
  DEAD_LETTERS("jobmill.worker.dead.letters", "Records that nobody can read"),
  ABANDONED("jobmill.worker.abandoned", "Threads that ignored their interrupt"),
  LOOP_FAILURES("jobmill.worker.loop.failures", "Failed passes of background loops"),
  SLOTS("jobmill.worker.slots", "How many attempts may run at a time"),
  SLOTS_FREE("jobmill.worker.slots.free", "Slots neither used nor kept for a poll");

  private final String meter;
  private final String description;

  WorkerMetric(String meter, String description) {
    this.meter = meter;
    this.description = description;
  }

  public String meter() {
    return meter;
  }

  public String description() {
    return description;
  }
}
