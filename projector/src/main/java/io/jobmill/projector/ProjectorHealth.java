// SPDX-License-Identifier: Apache-2.0
package io.jobmill.projector;

import com.mongodb.MongoException;
import com.mongodb.client.MongoClient;
import io.jobmill.projector.wiring.MongoSettings;
import org.bson.Document;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/** Up while the background loops run and the store answers. */
final class ProjectorHealth implements HealthIndicator {

  private final LoopsHealth loops;
  private final MongoClient client;
  private final String database;

  ProjectorHealth(LoopsHealth loops, MongoClient client, MongoSettings settings) {
    this.loops = loops;
    this.client = client;
    this.database = settings.database();
  }

  @Override
  public Health health() {
    try {
      client.getDatabase(database).runCommand(new Document("ping", 1));
      return loops.health();
    } catch (MongoException e) {
      return Health.down().withDetail("reason", "the store does not answer").build();
    }
  }
}
