// SPDX-License-Identifier: Apache-2.0
package io.jobmill.testkit.infrastructure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import io.jobmill.embedded.broker.BrokerSettings;
import io.jobmill.embedded.broker.BrokerStartException;
import io.jobmill.embedded.broker.EmbeddedBroker;
import io.jobmill.embedded.store.MongodBinary;
import io.jobmill.embedded.store.MongodProcess;
import io.jobmill.embedded.store.MongodSettings;
import io.jobmill.testkit.process.ChildJvm;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The embedded servers in a JVM that is killed. */
class KilledServersIT {
  private static final TopicPartition PARTITION = new TopicPartition("kept", 0);

  @TempDir private Path folder;

  @Test
  void aBrokerKeepsAcknowledgedRecordsWhenItsProcessIsKilled() throws Exception {
    try (ChildJvm child = server("broker", folder.toString())) {
      send(address(child), "one", "two");

      child.kill();
    }

    try (EmbeddedBroker broker = EmbeddedBroker.start(BrokerSettings.in(folder))) {
      assertThat(read(broker.bootstrapServers(), 2)).containsExactly("one", "two");
    }
  }

  @Test
  void aBrokerIsRefusedTheFolderOfABrokerInAnotherProcess() throws Exception {
    try (ChildJvm child = server("broker", folder.toString())) {
      child.awaitLine("address ");

      assertThatThrownBy(() -> EmbeddedBroker.start(BrokerSettings.in(folder)))
          .isInstanceOf(BrokerStartException.class)
          .hasMessageContaining("is in use by another Kafka broker");
    }
  }

  @Test
  void aMongodEndsInOrderWhenItsParentIsKilledAndLosesNothing() throws Exception {
    Path binary = mongod();
    try (ChildJvm child = server("mongod", folder.toString(), binary.toString())) {
      try (MongoClient client = MongoClients.create(address(child))) {
        client.getDatabase("test").createCollection("kept");
      }
      ProcessHandle server = mongodIn(folder);

      child.kill();

      server.onExit().get(1, TimeUnit.MINUTES);
    }
    try (MongodProcess mongod = MongodProcess.start(MongodSettings.small(binary, folder));
        MongoClient client = MongoClients.create(mongod.uri())) {
      assertThat(client.getDatabase("test").listCollectionNames()).contains("kept");
    }
  }

  private static Path mongod() {
    Optional<Path> binary = MongodBinary.find(System.getenv(), "JOBMILL_TEST_MONGOD");
    Assumptions.assumeTrue(
        binary.isPresent(), "no mongod: none is named by JOBMILL_TEST_MONGOD or on the PATH");
    return binary.orElseThrow();
  }

  private static ProcessHandle mongodIn(Path folder) throws Exception {
    String pid = Files.readString(folder.resolve("db/mongod.lock")).strip();
    return ProcessHandle.of(Long.parseLong(pid)).orElseThrow();
  }

  private static ChildJvm server(String... arguments) {
    var settings = ChildJvm.of(LonelyServers.class).option("-Xmx256m");
    for (String argument : arguments) {
      settings = settings.argument(argument);
    }
    return settings.start();
  }

  private static String address(ChildJvm child) throws InterruptedException {
    return child.awaitLine("address ").substring("address ".length());
  }

  private static void send(String bootstrapServers, String... values) throws Exception {
    Map<String, Object> settings = Map.of("bootstrap.servers", bootstrapServers, "acks", "all");
    try (Admin admin = Admin.create(settings);
        KafkaProducer<String, String> producer =
            new KafkaProducer<>(settings, new StringSerializer(), new StringSerializer())) {
      admin.createTopics(List.of(new NewTopic(PARTITION.topic(), 1, (short) 1))).all().get();
      for (String value : values) {
        producer.send(new ProducerRecord<>(PARTITION.topic(), value)).get();
      }
    }
  }

  private static List<String> read(String bootstrapServers, int count) {
    try (KafkaConsumer<String, String> consumer =
        new KafkaConsumer<>(
            Map.of("bootstrap.servers", bootstrapServers),
            new StringDeserializer(),
            new StringDeserializer())) {
      consumer.assign(List.of(PARTITION));
      consumer.seekToBeginning(List.of(PARTITION));
      List<String> values = new ArrayList<>();
      while (values.size() < count) {
        var records = consumer.poll(Duration.ofMinutes(1));
        assertThat(records.isEmpty()).as("no more than %s", values).isFalse();
        records.forEach(each -> values.add(each.value()));
      }
      return values;
    }
  }
}
