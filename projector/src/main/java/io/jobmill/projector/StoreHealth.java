// SPDX-License-Identifier: Apache-2.0
package io.jobmill.projector;

import com.mongodb.MongoException;
import com.mongodb.client.MongoClient;
import io.jobmill.projector.wiring.MongoSettings;
import org.bson.Document;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/** Up while the store answers. */
final class StoreHealth implements HealthIndicator {

  private final MongoClient client;
  private final String database;

  StoreHealth(MongoClient client, MongoSettings settings) {
    this.client = client;
    this.database = settings.database();
  }

  @Override
  public Health health() {
    try {
      client.getDatabase(database).runCommand(new Document("ping", 1));
      return Health.up().build();
    } catch (MongoException e) {
      return Health.down().withDetail("reason", "the store does not answer").build();
    }
  }
}
