// SPDX-License-Identifier: Apache-2.0
package io.jobmill.gateway.query;

import com.mongodb.MongoException;
import com.mongodb.client.MongoDatabase;
import org.bson.Document;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;

/**
 * Degraded while the store is away: then jobs cannot be read, but they are triggered as ever, so
 * the gateway stays ready.
 */
final class ReadingHealth implements HealthIndicator {

  private static final Status DEGRADED = new Status("DEGRADED");

  private final MongoDatabase database;

  ReadingHealth(MongoDatabase database) {
    this.database = database;
  }

  @Override
  public Health health() {
    try {
      database.runCommand(new Document("ping", 1));
      return Health.up().build();
    } catch (MongoException e) {
      return Health.status(DEGRADED)
          .withDetail(
              "reason", "MongoDB does not answer: jobs are accepted, but cannot be read meanwhile")
          .build();
    }
  }
}
