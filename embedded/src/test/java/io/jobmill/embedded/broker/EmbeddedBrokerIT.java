// SPDX-License-Identifier: Apache-2.0
package io.jobmill.embedded.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.AcknowledgeType;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.KafkaShareConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedBrokerIT {
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  @TempDir private Path folder;

  @Test
  void keepsItsRecordsAndItsIdentityOverARestart() throws Exception {
    String clusterId;
    try (EmbeddedBroker first = EmbeddedBroker.start(BrokerSettings.in(folder))) {
      clusterId = first.clusterId();
      createTopic(first, "kept");
      send(first, "kept", "one", "two");
    }

    try (EmbeddedBroker second = EmbeddedBroker.start(BrokerSettings.in(folder))) {
      assertThat(second.clusterId()).isEqualTo(clusterId);
      assertThat(read(second, "kept", 2)).containsExactly("one", "two");
    }
  }

  @Test
  void givesTheRecordsOfAQueueToAShareGroup() throws Exception {
    try (EmbeddedBroker broker = EmbeddedBroker.start(BrokerSettings.in(folder))) {
      createTopic(broker, "queue");
      startAtTheEarliest(broker, "workers");
      send(broker, "queue", "one", "two", "three");

      assertThat(claim(broker, "queue", 3)).containsExactly("one", "two", "three");
    }
  }

  @Test
  void offersTheShortLockThatWorkersCountOn() throws Exception {
    try (EmbeddedBroker broker = EmbeddedBroker.start(BrokerSettings.in(folder));
        KafkaShareConsumer<String, String> consumer = shareConsumer(broker)) {
      createTopic(broker, "queue");
      startAtTheEarliest(broker, "workers");
      send(broker, "queue", "one");
      consumer.subscribe(List.of("queue"));
      var records = consumer.poll(PATIENCE);
      records.forEach(consumer::acknowledge);

      assertThat(consumer.acquisitionLockTimeoutMs()).contains(5_000);
    }
  }

  @Test
  void saysWhichPortIsTaken() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      BrokerSettings settings = BrokerSettings.in(folder).withPort(taken.getLocalPort());

      assertThatThrownBy(() -> EmbeddedBroker.start(settings))
          .isInstanceOf(BrokerStartException.class)
          .hasMessageStartingWith(
              "port %d on 127.0.0.1 cannot be used".formatted(taken.getLocalPort()));
    }
    EmbeddedBroker.start(BrokerSettings.in(folder)).close();
  }

  @Test
  void saysThatAFileIsNoFolder() throws Exception {
    Path file = Files.createFile(folder.resolve("file"));

    assertThatThrownBy(() -> EmbeddedBroker.start(BrokerSettings.in(file)))
        .isInstanceOf(BrokerStartException.class)
        .hasMessageContaining(file + " is not a folder");
  }

  @Test
  void refusesAFolderThatAnotherBrokerUses() {
    try (EmbeddedBroker broker = EmbeddedBroker.start(BrokerSettings.in(folder))) {
      assertThat(broker.port()).isPositive();

      assertThatThrownBy(() -> EmbeddedBroker.start(BrokerSettings.in(folder)))
          .isInstanceOf(BrokerStartException.class)
          .hasMessageContaining("is in use by another Kafka broker");
    }
  }

  @Test
  void turnsAWrongSettingIntoOneLine() {
    BrokerSettings settings = BrokerSettings.in(folder).withProperty("num.io.threads", "none");

    assertThatThrownBy(() -> EmbeddedBroker.start(settings))
        .isInstanceOf(BrokerStartException.class)
        .hasMessageContaining("num.io.threads")
        .hasMessageNotContaining("\n");
  }

  private static void createTopic(EmbeddedBroker broker, String topic) throws Exception {
    try (Admin admin = admin(broker)) {
      admin.createTopics(List.of(new NewTopic(topic, 1, (short) 1))).all().get();
    }
  }

  private static void startAtTheEarliest(EmbeddedBroker broker, String group) throws Exception {
    var resource = new ConfigResource(ConfigResource.Type.GROUP, group);
    var earliest =
        new AlterConfigOp(
            new ConfigEntry("share.auto.offset.reset", "earliest"), AlterConfigOp.OpType.SET);
    try (Admin admin = admin(broker)) {
      admin.incrementalAlterConfigs(Map.of(resource, List.of(earliest))).all().get();
    }
  }

  private static Admin admin(EmbeddedBroker broker) {
    return Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()));
  }

  private static void send(EmbeddedBroker broker, String topic, String... values) throws Exception {
    Map<String, Object> settings =
        Map.of("bootstrap.servers", broker.bootstrapServers(), "acks", "all");
    try (KafkaProducer<String, String> producer =
        new KafkaProducer<>(settings, new StringSerializer(), new StringSerializer())) {
      for (String value : values) {
        producer.send(new ProducerRecord<>(topic, value)).get();
      }
    }
  }

  private static List<String> read(EmbeddedBroker broker, String topic, int count) {
    Map<String, Object> settings = Map.of("bootstrap.servers", broker.bootstrapServers());
    List<String> values = new ArrayList<>();
    try (KafkaConsumer<String, String> consumer =
        new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer())) {
      TopicPartition partition = new TopicPartition(topic, 0);
      consumer.assign(List.of(partition));
      consumer.seekToBeginning(List.of(partition));
      while (values.size() < count) {
        var records = consumer.poll(PATIENCE);
        assertThat(records.isEmpty()).as("no more than %s", values).isFalse();
        records.forEach(each -> values.add(each.value()));
      }
    }
    return values;
  }

  private static List<String> claim(EmbeddedBroker broker, String topic, int count) {
    List<String> values = new ArrayList<>();
    try (KafkaShareConsumer<String, String> consumer = shareConsumer(broker)) {
      consumer.subscribe(List.of(topic));
      while (values.size() < count) {
        var records = consumer.poll(PATIENCE);
        assertThat(records.isEmpty()).as("no more than %s", values).isFalse();
        for (ConsumerRecord<String, String> each : records) {
          values.add(each.value());
          consumer.acknowledge(each, AcknowledgeType.ACCEPT);
        }
        assertThat(consumer.commitSync())
            .allSatisfy((partition, error) -> assertThat(error).isEmpty());
      }
    }
    return values;
  }

  private static KafkaShareConsumer<String, String> shareConsumer(EmbeddedBroker broker) {
    Map<String, Object> settings =
        Map.of(
            "bootstrap.servers", broker.bootstrapServers(),
            "group.id", "workers",
            "share.acknowledgement.mode", "explicit",
            "share.acquire.mode", "record_limit");
    return new KafkaShareConsumer<>(settings, new StringDeserializer(), new StringDeserializer());
  }
}
