// SPDX-License-Identifier: Apache-2.0
package io.jobmill.projector;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/** Up while every background loop runs; one that has died does not come back without a restart. */
final class LoopsHealth implements HealthIndicator {

  private final ProjectorLoops loops;

  LoopsHealth(ProjectorLoops loops) {
    this.loops = loops;
  }

  boolean alive() {
    return loops.alive();
  }

  @Override
  public Health health() {
    return alive()
        ? Health.up().build()
        : Health.down().withDetail("reason", "a background loop is not running").build();
  }
}
