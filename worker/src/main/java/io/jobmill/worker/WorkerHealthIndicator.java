// SPDX-License-Identifier: Apache-2.0
package io.jobmill.worker;

import java.util.Optional;
import java.util.function.Supplier;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/** Up while every lane polls and Kafka takes heartbeats. */
final class WorkerHealthIndicator implements HealthIndicator {

  private final Supplier<Optional<String>> problem;

  /**
   * @param problem why the worker cannot take jobs at the moment, if it cannot
   */
  WorkerHealthIndicator(Supplier<Optional<String>> problem) {
    this.problem = problem;
  }

  @Override
  public Health health() {
    return problem
        .get()
        .map(reason -> Health.down().withDetail("reason", reason).build())
        .orElseGet(() -> Health.up().build());
  }
}
