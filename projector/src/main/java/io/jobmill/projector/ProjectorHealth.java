// SPDX-License-Identifier: Apache-2.0
package io.jobmill.projector;

import com.mongodb.MongoException;
import com.mongodb.client.MongoDatabase;
import io.jobmill.projector.metrics.Pulse;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import org.bson.Document;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/**
 * Up while events are projected: the background loops run, the store answers, the group has said
 * which partitions are this process's, and what it writes to Kafka every second comes back.
 */
final class ProjectorHealth implements HealthIndicator {

  /** A large batch, or a change of owners, may hold up a tick for a few seconds. */
  private static final Duration LONGEST_SILENCE = Duration.ofSeconds(15);

  private final LoopsHealth loops;
  private final MongoDatabase database;
  private final String events;
  private final Pulse pulse;

  /**
   * @param events the full name of the events topic
   */
  ProjectorHealth(LoopsHealth loops, MongoDatabase database, String events, Pulse pulse) {
    this.loops = loops;
    this.database = database;
    this.events = events;
    this.pulse = pulse;
  }

  @Override
  public Health health() {
    if (!loops.alive()) {
      return loops.health();
    }
    try {
      database.runCommand(new Document("ping", 1));
    } catch (MongoException e) {
      return Health.down().withDetail("reason", "the store does not answer").build();
    }
    OptionalInt partitions = pulse.partitions(events);
    Optional<Duration> silence = pulse.silence();
    if (partitions.isEmpty() || silence.isEmpty()) {
      return Health.outOfService()
          .withDetail("reason", "the cluster has not given out partitions yet")
          .build();
    }
    if (silence.get().compareTo(LONGEST_SILENCE) > 0) {
      return Health.down()
          .withDetail(
              "reason",
              "nothing got through for %d s: Kafka does not answer, or the store takes no writes"
                  .formatted(silence.get().toSeconds()))
          .build();
    }
    return Health.up()
        .withDetail("partitions", partitions.getAsInt())
        .withDetail("delaySeconds", pulse.delay(events).toSeconds())
        .build();
  }
}
