// SPDX-License-Identifier: Apache-2.0
package io.jobmill.standalone.flow;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.StringDeserializer;
import tools.jackson.databind.json.JsonMapper;

/** What was really written about jobs. */
final class EventTopic {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private EventTopic() {}

  /** The types of each job's events, in their order. */
  static Map<String, List<String>> typesByJob(String bootstrapServers) {
    return typesByJob(bootstrapServers, "jobmill.");
  }

  static Map<String, List<String>> typesByJob(String bootstrapServers, String prefix) {
    Map<String, List<String>> types = new HashMap<>();
    read(
        bootstrapServers,
        prefix,
        event ->
            types
                .computeIfAbsent(event.key(), id -> new ArrayList<>())
                .add(JSON.readTree(event.value()).get("type").asString()));
    return types;
  }

  /** What the events of a job say in this header, by their types. */
  static Map<String, String> headerByType(String bootstrapServers, String job, String name) {
    Map<String, String> values = new HashMap<>();
    read(
        bootstrapServers,
        "jobmill.",
        event -> {
          if (job.equals(event.key())) {
            Header header = event.headers().lastHeader(name);
            values.put(
                JSON.readTree(event.value()).get("type").asString(),
                header == null ? "" : new String(header.value(), StandardCharsets.UTF_8));
          }
        });
    return values;
  }

  private static void read(String bootstrapServers, String prefix, EachEvent each) {
    try (Consumer<String, String> consumer =
        new KafkaConsumer<>(
            Map.of("bootstrap.servers", bootstrapServers, "enable.auto.commit", false),
            new StringDeserializer(),
            new StringDeserializer())) {
      List<TopicPartition> partitions =
          consumer.partitionsFor(prefix + "events").stream()
              .map(part -> new TopicPartition(part.topic(), part.partition()))
              .toList();
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      while (partitions.stream()
          .anyMatch(part -> consumer.position(part) < ends.getOrDefault(part, 0L))) {
        consumer.poll(Duration.ofSeconds(1)).forEach(each::read);
      }
    }
  }

  /** What is done with each event. */
  @FunctionalInterface
  private interface EachEvent {
    void read(ConsumerRecord<String, String> event);
  }
}
