// SPDX-License-Identifier: Apache-2.0
package io.jobmill.projector;

import io.jobmill.event.JobEvent;
import io.jobmill.event.LogChunk;
import io.jobmill.event.WorkerRecord;
import io.jobmill.job.JobId;
import io.jobmill.job.JobRequest;
import io.jobmill.job.Pool;
import io.jobmill.job.QueuePoint;
import io.jobmill.kafka.KafkaClients;
import io.jobmill.kafka.KafkaSettings;
import io.jobmill.kafka.Sends;
import io.jobmill.kafka.ShareGroupSetup;
import io.jobmill.kafka.TopicSetup;
import io.jobmill.secret.SecretKeyring;
import io.jobmill.template.Origin;
import io.jobmill.template.Template;
import io.jobmill.template.TemplateRecord;
import io.jobmill.testkit.infrastructure.KafkaServer;
import io.jobmill.wire.JobEventCodec;
import io.jobmill.wire.JobRequestCodec;
import io.jobmill.wire.LogChunkCodec;
import io.jobmill.wire.TemplateCodec;
import io.jobmill.wire.Topics;
import io.jobmill.wire.WorkerRecordCodec;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.AcknowledgeType;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/** The topics of one test, as the other services would write and read them. */
public final class Cluster implements AutoCloseable {

  private final KafkaClients clients;
  private final Producer<byte[], byte[]> producer;
  private final Admin admin;

  public Cluster(KafkaServer kafka) {
    KafkaSettings settings =
        KafkaSettings.singleBroker(kafka.bootstrapServers()).withTopicPrefix(kafka.topicPrefix());
    this.clients = new KafkaClients(settings);
    this.producer = clients.producer("test", Duration.ofSeconds(10), Map.of("linger.ms", 5));
    this.admin = clients.admin("test-admin", Duration.ofSeconds(10));
    new TopicSetup(admin, settings).ensure(List.of(Pool.DEFAULT));
    new ShareGroupSetup(admin, settings).ensure(Pool.DEFAULT);
  }

  public Topics topics() {
    return clients.settings().topics();
  }

  public KafkaClients clients() {
    return clients;
  }

  /** Writes a request as a gateway does. */
  public QueuePoint submit(JobRequest request) {
    byte[] value = JobRequestCodec.encode(request);
    String signature = new SecretKeyring(RunningProjector.SECRET).sign(value);
    return queued(request, value, signature);
  }

  /** Writes a request as anybody can. */
  public QueuePoint submitUnsigned(JobRequest request) {
    return queued(request, JobRequestCodec.encode(request), null);
  }

  private QueuePoint queued(JobRequest request, byte[] value, @Nullable String signature) {
    JobId id = request.id();
    ProducerRecord<byte[], byte[]> record =
        new ProducerRecord<>(topics().queue(Pool.DEFAULT), id == null ? null : key(id), value);
    if (signature != null) {
      record
          .headers()
          .add(JobRequestCodec.SIGNATURE_HEADER, signature.getBytes(StandardCharsets.UTF_8));
    }
    RecordMetadata at = new Sends(producer).all(List.of(record)).get(0);
    return new QueuePoint(Pool.DEFAULT, at.partition(), at.offset());
  }

  public void report(JobEvent... events) {
    report(List.of(events));
  }

  public void report(Collection<JobEvent> events) {
    List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
    events.forEach(
        event ->
            records.add(
                new ProducerRecord<>(
                    topics().events(), key(event.envelope().id()), JobEventCodec.encode(event))));
    new Sends(producer).all(records);
  }

  public void publish(Template template) {
    TemplateRecord record = new TemplateRecord(template, Origin.API, null);
    send(
        topics().templates(),
        Template.lookupKey(template.name()).getBytes(StandardCharsets.UTF_8),
        TemplateCodec.encode(record));
  }

  public void log(LogChunk chunk) {
    send(topics().logs(), key(chunk.id()), LogChunkCodec.encode(chunk));
  }

  public void alive(WorkerRecord.Heartbeat heartbeat) {
    send(
        topics().workers(),
        heartbeat.origin().id().getBytes(StandardCharsets.UTF_8),
        WorkerRecordCodec.encode(heartbeat));
  }

  public void send(String topic, byte[] key, byte @Nullable [] value) {
    sendAll(List.of(new ProducerRecord<>(topic, key, value)));
  }

  public void sendAll(List<ProducerRecord<byte[], byte[]>> records) {
    new Sends(producer).all(records);
  }

  /** Everything in partition 0 of a topic. */
  public List<ConsumerRecord<byte[], byte[]>> read(String topic) {
    TopicPartition partition = new TopicPartition(topic, 0);
    List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
    try (Consumer<byte[], byte[]> consumer = clients.consumer("test-reader", Map.of())) {
      consumer.assign(List.of(partition));
      consumer.seekToBeginning(List.of(partition));
      long end = consumer.endOffsets(List.of(partition)).getOrDefault(partition, 0L);
      while (consumer.position(partition) < end) {
        consumer.poll(Duration.ofMillis(100)).forEach(records::add);
      }
    }
    return records;
  }

  /** Accepts what is on the queue as a worker does, and says nothing about it. */
  public void takeEverythingOffTheQueue() {
    String queue = topics().queue(Pool.DEFAULT);
    try (var lane = clients.lane("test-lane", queue, 100)) {
      lane.subscribe(List.of(queue));
      boolean taken = false;
      while (!taken) {
        for (var record : lane.poll(Duration.ofMillis(200))) {
          lane.acknowledge(record, AcknowledgeType.ACCEPT);
          taken = true;
        }
        lane.commitSync();
      }
    }
  }

  /** The offset after the last event of every partition. */
  public Map<Integer, Long> eventEnds() {
    List<TopicPartition> partitions = new ArrayList<>();
    for (int i = 0; i < Topics.EVENT_PARTITIONS; i++) {
      partitions.add(new TopicPartition(topics().events(), i));
    }
    Map<Integer, Long> ends = new HashMap<>();
    try (Consumer<byte[], byte[]> consumer = clients.consumer("test-ends", Map.of())) {
      consumer.endOffsets(partitions).forEach((at, end) -> ends.put(at.partition(), end));
    }
    return ends;
  }

  private static byte[] key(JobId id) {
    return id.toString().getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public void close() {
    producer.close();
    admin.close();
  }
}
