// SPDX-License-Identifier: Apache-2.0
package io.jobmill.worker;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/** Up while every lane polls and Kafka takes heartbeats. */
final class WorkerHealthIndicator implements HealthIndicator {

  private final WorkerLifecycle worker;

  WorkerHealthIndicator(WorkerLifecycle worker) {
    this.worker = worker;
  }

  @Override
  public Health health() {
    return worker
        .problem()
        .map(problem -> Health.down().withDetail("reason", problem).build())
        .orElseGet(() -> Health.up().build());
  }
}
