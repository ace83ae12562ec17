// SPDX-License-Identifier: Apache-2.0
package io.jobmill.kafka;

import io.jobmill.embedded.broker.BrokerSettings;
import io.jobmill.embedded.broker.EmbeddedBroker;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.UUID;

/** One in-process broker for all tests of this module; each test has topics of its own. */
final class TestBroker {

  private static final EmbeddedBroker BROKER = start();

  private TestBroker() {}

  /** Settings with a topic prefix that no other test has. */
  static KafkaSettings settings() {
    return settings(BROKER);
  }

  static KafkaSettings settings(EmbeddedBroker broker) {
    return KafkaSettings.singleBroker(broker.bootstrapServers())
        .withTopicPrefix("t" + UUID.randomUUID() + ".");
  }

  static KafkaClients clients(KafkaSettings settings) {
    return new KafkaClients(settings);
  }

  private static EmbeddedBroker start() {
    try {
      var broker = EmbeddedBroker.start(BrokerSettings.in(Files.createTempDirectory("broker")));
      Runtime.getRuntime().addShutdownHook(new Thread(broker::close));
      return broker;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static final Duration BOUND = Duration.ofSeconds(30);
}
