// SPDX-License-Identifier: Apache-2.0
package io.jobmill.bench.product;

import static org.assertj.core.api.Assertions.assertThat;

import io.jobmill.bench.load.Pace;
import io.jobmill.kafka.KafkaSettings;
import io.jobmill.testkit.infrastructure.KafkaServer;
import io.jobmill.testkit.infrastructure.MongoServer;
import io.jobmill.testkit.infrastructure.WithKafka;
import io.jobmill.testkit.infrastructure.WithMongo;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@WithKafka
@WithMongo
@Timeout(180)
class ProductIT {

  @Test
  void measuresEveryJobOfTheRunningProduct(
      KafkaServer kafka, MongoServer mongo, @TempDir Path folder) throws IOException {
    var settings =
        KafkaSettings.singleBroker(kafka.bootstrapServers()).withTopicPrefix(kafka.topicPrefix());
    var servers = new ProductServers(settings, mongo.uri(), mongo.database(), folder, 64);
    try (var product = Product.start(servers, Clock.systemUTC())) {
      assertThat(product.drain(100).count()).isEqualTo(100);
      assertThat(product.drainBacklog(100).count()).isBetween(0L, 99L);
      assertThat(product.triggerToStart(new Pace(50, Duration.ofSeconds(1))).count()).isEqualTo(50);
      var triggered = product.trigger(Duration.ofMillis(200), 4).count();
      assertThat(triggered).isPositive();
      assertThat(product.status().count()).isPositive();
      assertThat(product.jobs()).isEqualTo(250 + triggered);
    }
  }
}
