// SPDX-License-Identifier: Apache-2.0
package io.jobmill.worker.autoconfigure;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.jobmill.event.JobEvent;
import io.jobmill.job.JobId;
import io.jobmill.job.JobRequest;
import io.jobmill.job.Operation;
import io.jobmill.job.Pool;
import io.jobmill.job.Value;
import io.jobmill.testkit.infrastructure.KafkaServer;
import io.jobmill.testkit.time.Await;
import io.jobmill.wire.JobEventCodec;
import io.jobmill.wire.JobRequestCodec;
import io.jobmill.wire.Topics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Future;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Submits jobs as a stranger does, with a plain Kafka client, and reads what became of them. */
final class PoolOfJobs implements AutoCloseable {

  private final Topics topics;
  private final KafkaProducer<byte[], byte[]> producer;
  private final KafkaConsumer<byte[], byte[]> consumer;
  private final List<JobEvent> events = new ArrayList<>();

  PoolOfJobs(KafkaServer kafka) {
    topics = new Topics(kafka.topicPrefix());
    producer =
        new KafkaProducer<>(
            kafka.clientSettings(), new ByteArraySerializer(), new ByteArraySerializer());
    Map<String, Object> reading = new HashMap<>(kafka.clientSettings());
    reading.put("auto.offset.reset", "earliest");
    // The worker makes the topics.
    reading.put("allow.auto.create.topics", false);
    reading.put("metadata.max.age.ms", 200);
    reading.put("group.id", kafka.topic("test-" + UUID.randomUUID()));
    consumer =
        new KafkaConsumer<>(reading, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    consumer.subscribe(List.of(topics.events()));
  }

  JobId submit(String type, String variable, String value) {
    return send(
        JobRequest.forOperation(new Operation(type, Map.of()))
            .withVariables(Map.of(variable, Value.of(value)), Map.of()));
  }

  JobId submitScript(String script) {
    return send(JobRequest.forOperation(new Operation(Operation.SHELL, Map.of("script", script))));
  }

  <E extends JobEvent> E await(JobId id, Class<E> kind) {
    return Await.value(
        kind.getSimpleName() + " of " + id,
        () -> {
          consumer
              .poll(Duration.ofMillis(100))
              .forEach(record -> events.add(JobEventCodec.decode(record.value())));
          return events.stream()
              .filter(event -> event.envelope().id().equals(id))
              .filter(kind::isInstance)
              .map(kind::cast)
              .findFirst();
        });
  }

  @Override
  public void close() {
    producer.close();
    consumer.close();
  }

  private JobId send(JobRequest request) {
    JobId id = new JobId(UUID.randomUUID());
    byte[] record = JobRequestCodec.encode(request.withId(id));
    Future<?> unused =
        producer.send(
            new ProducerRecord<>(
                topics.queue(Pool.DEFAULT), id.toString().getBytes(UTF_8), record));
    producer.flush();
    return id;
  }
}
