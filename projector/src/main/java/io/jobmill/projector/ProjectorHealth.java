// SPDX-License-Identifier: Apache-2.0
package io.jobmill.projector;

import com.mongodb.MongoException;
import com.mongodb.client.MongoClient;
import io.jobmill.projector.wiring.MongoSettings;
import org.bson.Document;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/** Up while the loops run and the store answers. */
final class ProjectorHealth implements HealthIndicator {

  private final ProjectorLoops loops;
  private final MongoClient client;
  private final String database;

  ProjectorHealth(ProjectorLoops loops, MongoClient client, MongoSettings settings) {
    this.loops = loops;
    this.client = client;
    this.database = settings.database();
  }

  @Override
  public Health health() {
    if (!loops.alive()) {
      return Health.down().withDetail("reason", "a background loop is not running").build();
    }
    try {
      client.getDatabase(database).runCommand(new Document("ping", 1));
      return Health.up().build();
    } catch (MongoException e) {
      return Health.down().withDetail("reason", "the store does not answer").build();
    }
  }
}
