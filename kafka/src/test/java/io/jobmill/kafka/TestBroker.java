// SPDX-License-Identifier: Apache-2.0
package io.jobmill.kafka;

import io.jobmill.embedded.broker.EmbeddedBroker;
import io.jobmill.testkit.infrastructure.TestInfrastructure;
import java.time.Duration;
import java.util.UUID;

/** One broker for all tests of this module. Each test has topics of its own. */
final class TestBroker {

  static final Duration BOUND = Duration.ofSeconds(30);

  private static final String BOOTSTRAP = TestInfrastructure.kafka().bootstrapServers();

  private TestBroker() {}

  /** Settings with a topic prefix that no other test has. */
  static KafkaSettings settings() {
    return settings(BOOTSTRAP);
  }

  static KafkaSettings settings(EmbeddedBroker broker) {
    return settings(broker.bootstrapServers());
  }

  static KafkaClients clients(KafkaSettings settings) {
    return new KafkaClients(settings);
  }

  private static KafkaSettings settings(String bootstrapServers) {
    return KafkaSettings.singleBroker(bootstrapServers)
        .withTopicPrefix("t" + UUID.randomUUID() + ".");
  }
}
