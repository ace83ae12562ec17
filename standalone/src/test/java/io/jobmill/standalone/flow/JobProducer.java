// SPDX-License-Identifier: Apache-2.0
package io.jobmill.standalone.flow;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;

/** Submits jobs as any program with a Kafka client does. */
final class JobProducer implements AutoCloseable {
  private static final String PREFIX = "jobmill.";

  private final Producer<String, String> producer;
  private final String prefix;

  JobProducer(String bootstrapServers) {
    this(bootstrapServers, PREFIX);
  }

  JobProducer(String bootstrapServers, String prefix) {
    this.prefix = prefix;
    this.producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", bootstrapServers, "acks", "all", "linger.ms", 5),
            new StringSerializer(),
            new StringSerializer());
  }

  /** Jobs of one template, each with an id of the producer's own as its key. */
  List<String> submit(String pool, String template, int count) throws Exception {
    List<String> ids = new ArrayList<>();
    List<Future<RecordMetadata>> sent = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      String id = UUID.randomUUID().toString();
      ids.add(id);
      sent.add(
          producer.send(
              new ProducerRecord<>(
                  prefix + "jobs." + pool, id, "{\"template\":\"%s\"}".formatted(template))));
    }
    for (Future<RecordMetadata> future : sent) {
      future.get();
    }
    return ids;
  }

  /** One record, as it is. */
  RecordMetadata send(String pool, @Nullable String key, String value) throws Exception {
    return producer.send(new ProducerRecord<>(prefix + "jobs." + pool, key, value)).get();
  }

  /** The same, as a part of a trace. */
  RecordMetadata send(String pool, String key, String value, String traceparent) throws Exception {
    var record = new ProducerRecord<>(prefix + "jobs." + pool, key, value);
    record.headers().add("traceparent", traceparent.getBytes(StandardCharsets.UTF_8));
    return producer.send(record).get();
  }

  /** A record on one of the topics that are not queues. */
  RecordMetadata sendTo(String topic, String key, String value) throws Exception {
    return producer.send(new ProducerRecord<>(prefix + topic, key, value)).get();
  }

  /** Any record of any topic, as it is. */
  void write(String topic, String key, byte[] value) throws Exception {
    String text = new String(value, StandardCharsets.UTF_8);
    producer.send(new ProducerRecord<>(prefix + topic, key, text)).get();
  }

  @Override
  public void close() {
    producer.close();
  }
}
