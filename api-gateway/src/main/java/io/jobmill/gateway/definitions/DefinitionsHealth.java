// SPDX-License-Identifier: Apache-2.0
package io.jobmill.gateway.definitions;

import java.time.Duration;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/**
 * Ready once all definitions are read, and no more when the cluster has been silent for so long
 * that what is in memory may be out of date.
 */
final class DefinitionsHealth implements HealthIndicator {

  private static final Duration LONGEST_SILENCE = Duration.ofSeconds(30);

  private final DefinitionsLifecycle definitions;

  DefinitionsHealth(DefinitionsLifecycle definitions) {
    this.definitions = definitions;
  }

  @Override
  public Health health() {
    if (!definitions.isRunning()) {
      return Health.outOfService()
          .withDetail("reason", "templates and keys are not read yet")
          .build();
    }
    Duration silence = definitions.silence();
    return silence.compareTo(LONGEST_SILENCE) > 0
        ? Health.outOfService()
            .withDetail("reason", "Kafka has not answered for " + silence.toSeconds() + " s")
            .build()
        : Health.up().build();
  }
}
