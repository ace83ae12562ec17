// SPDX-License-Identifier: Apache-2.0
package io.jobmill.kafka;

import io.jobmill.embedded.broker.BrokerSettings;
import io.jobmill.embedded.broker.EmbeddedBroker;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.UUID;

/**
 * One broker for all tests of this module: the one that the environment names, else one in this
 * JVM. Each test has topics of its own. The testkit cannot be used here, for it uses this module.
 */
final class TestBroker {

  static final Duration BOUND = Duration.ofSeconds(30);

  private static final String BOOTSTRAP = bootstrap();

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

  private static String bootstrap() {
    var named = System.getenv("JOBMILL_TEST_KAFKA");
    return named == null || named.isBlank() ? start().bootstrapServers() : named;
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
}
