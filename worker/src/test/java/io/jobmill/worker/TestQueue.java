// SPDX-License-Identifier: Apache-2.0
package io.jobmill.worker;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.jobmill.event.Command;
import io.jobmill.event.JobEvent;
import io.jobmill.event.LogChunk;
import io.jobmill.event.LogEntry;
import io.jobmill.event.WorkerCommand;
import io.jobmill.event.WorkerRecord;
import io.jobmill.job.JobId;
import io.jobmill.job.JobQueue;
import io.jobmill.job.JobRequest;
import io.jobmill.job.Pool;
import io.jobmill.job.Priority;
import io.jobmill.kafka.KafkaClients;
import io.jobmill.kafka.Sends;
import io.jobmill.kafka.TopicSetup;
import io.jobmill.secret.SecretKeyring;
import io.jobmill.template.Origin;
import io.jobmill.template.Template;
import io.jobmill.template.TemplateRecord;
import io.jobmill.testkit.infrastructure.KafkaServer;
import io.jobmill.testkit.time.Await;
import io.jobmill.wire.CommandCodec;
import io.jobmill.wire.JobEventCodec;
import io.jobmill.wire.JobRequestCodec;
import io.jobmill.wire.LogChunkCodec;
import io.jobmill.wire.TemplateCodec;
import io.jobmill.wire.Topics;
import io.jobmill.wire.WorkerCommandCodec;
import io.jobmill.wire.WorkerRecordCodec;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;

/** What is around a worker: submits jobs as a program would, and reads what the worker says. */
final class TestQueue implements AutoCloseable {

  private final Random random = new Random();
  private final KafkaClients clients;
  private final Topics topics;
  private final Producer<byte[], byte[]> producer;
  private final Follower<JobEvent> events;
  private final Follower<LogChunk> logs;
  private final Follower<WorkerRecord> workers;
  private final Follower<ConsumerRecord<byte[], byte[]>> deadLetters;

  TestQueue(KafkaServer kafka, Pool... pools) {
    this.clients = new KafkaClients(TestWorker.settings(kafka));
    this.topics = clients.settings().topics();
    try (Admin admin = clients.admin("test", Duration.ofSeconds(30))) {
      new TopicSetup(admin, clients.settings())
          .ensure(pools.length == 0 ? List.of(Pool.DEFAULT) : List.of(pools));
    }
    this.producer = clients.producer("test", Duration.ofSeconds(10));
    this.events = new Follower<>(topics.events(), r -> JobEventCodec.decode(r.value()));
    this.logs = new Follower<>(topics.logs(), r -> LogChunkCodec.decode(r.value()));
    this.workers = new Follower<>(topics.workers(), r -> WorkerRecordCodec.decode(r.value()));
    this.deadLetters = new Follower<>(topics.deadLetters(), r -> r);
  }

  void publish(Template template) {
    send(
        topics.templates(),
        Template.lookupKey(template.name()),
        TemplateCodec.encode(new TemplateRecord(template, Origin.API, null)));
  }

  JobId submit(JobRequest request) {
    return submit(Pool.DEFAULT, request);
  }

  JobId submit(Pool pool, JobRequest request) {
    JobId given = request.id();
    JobId id = given == null ? JobId.v7(Instant.now(), random) : given;
    send(topics.queue(pool), id.toString(), JobRequestCodec.encode(request.withId(id)));
    return id;
  }

  /** Many at once, without waiting for each. */
  List<JobId> submitAll(int count, JobRequest request) {
    return submitAll(Priority.NORMAL, count, request);
  }

  /** The same on the queue of this priority. */
  List<JobId> submitAll(Priority priority, int count, JobRequest request) {
    String topic = topics.queue(new JobQueue(Pool.DEFAULT, priority));
    List<JobId> ids = new ArrayList<>();
    List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      JobId id = JobId.v7(Instant.now(), random);
      ids.add(id);
      records.add(
          new ProducerRecord<>(
              topic, id.toString().getBytes(UTF_8), JobRequestCodec.encode(request.withId(id))));
    }
    new Sends(producer).all(records);
    return ids;
  }

  void command(Command command) {
    send(topics.commands(), command.id().toString(), CommandCodec.encode(command));
  }

  void command(WorkerCommand command) {
    send(topics.commands(), command.worker(), WorkerCommandCodec.encode(command));
  }

  /** Asks the workers that the request expects, as Jobmill itself does. */
  JobId broadcast(JobRequest request) {
    JobId id = JobId.v7(Instant.now(), random);
    byte[] value = JobRequestCodec.encode(request.withId(id));
    ProducerRecord<byte[], byte[]> record =
        new ProducerRecord<>(topics.broadcast(), id.toString().getBytes(UTF_8), value);
    record
        .headers()
        .add(
            JobRequestCodec.SIGNATURE_HEADER,
            new SecretKeyring(TestWorker.SECRET).sign(value).getBytes(UTF_8));
    new Sends(producer).all(List.of(record));
    return id;
  }

  JobId broadcastUnsigned(JobRequest request) {
    JobId id = JobId.v7(Instant.now(), random);
    send(topics.broadcast(), id.toString(), JobRequestCodec.encode(request.withId(id)));
    return id;
  }

  void send(String topic, String key, byte[] value) {
    new Sends(producer).all(List.of(new ProducerRecord<>(topic, key.getBytes(UTF_8), value)));
  }

  String queueTopic() {
    return topics.queue(Pool.DEFAULT);
  }

  List<JobEvent> events() {
    return events.all();
  }

  List<JobEvent> eventsOf(JobId id) {
    return events.all().stream().filter(event -> event.envelope().id().equals(id)).toList();
  }

  /** The jobs of which an attempt has an outcome. */
  Set<JobId> endedIds() {
    return events.all().stream()
        .filter(JobEvent.Ended.class::isInstance)
        .map(event -> event.envelope().id())
        .collect(Collectors.toSet());
  }

  /**
   * Those with an outcome, and those of which a worker said that its claim was not confirmed: on a
   * machine that stands still for seconds, upkeep has to ask again for these.
   */
  Set<JobId> accountedFor() {
    return events.all().stream()
        .filter(e -> e instanceof JobEvent.Ended || e instanceof JobEvent.Unclaimed)
        .map(event -> event.envelope().id())
        .collect(Collectors.toSet());
  }

  /** The jobs that have more than one outcome. */
  Set<JobId> endedTwice() {
    Set<JobId> once = new HashSet<>();
    return events.all().stream()
        .filter(JobEvent.Ended.class::isInstance)
        .map(event -> event.envelope().id())
        .filter(id -> !once.add(id))
        .collect(Collectors.toSet());
  }

  /** Waits for the first event of a kind about a job. */
  <E extends JobEvent> E await(JobId id, Class<E> kind) {
    return Await.value(
        kind.getSimpleName() + " of " + id,
        () -> eventsOf(id).stream().filter(kind::isInstance).map(kind::cast).findFirst());
  }

  /** The log that an outcome promises; waits until all of it can be read. */
  List<LogEntry> logOf(JobEvent.Ended ended) {
    Await.until(
        "the log is there", () -> logOf(ended.envelope().id()).size() >= ended.log().chunks());
    return logOf(ended.envelope().id()).stream()
        .flatMap(chunk -> chunk.entries().stream())
        .toList();
  }

  List<LogChunk> logOf(JobId id) {
    return logs.all().stream().filter(chunk -> chunk.id().equals(id)).toList();
  }

  List<WorkerRecord.Heartbeat> heartbeats() {
    return workers.all().stream()
        .filter(WorkerRecord.Heartbeat.class::isInstance)
        .map(WorkerRecord.Heartbeat.class::cast)
        .toList();
  }

  Optional<WorkerRecord.Heartbeat> lastHeartbeat() {
    List<WorkerRecord.Heartbeat> all = heartbeats();
    return all.isEmpty() ? Optional.empty() : Optional.of(all.get(all.size() - 1));
  }

  List<ConsumerRecord<byte[], byte[]>> deadLetters() {
    return deadLetters.all();
  }

  @Override
  public void close() {
    producer.close(Duration.ofSeconds(1));
    events.close();
    logs.close();
    workers.close();
    deadLetters.close();
  }

  /** A topic from its beginning, read on to its end whenever somebody asks. */
  private final class Follower<T> {
    private final Consumer<byte[], byte[]> consumer;
    private final Function<ConsumerRecord<byte[], byte[]>, T> decode;
    private final List<T> read = new ArrayList<>();

    Follower(String topic, Function<ConsumerRecord<byte[], byte[]>, T> decode) {
      this.decode = decode;
      this.consumer =
          clients.consumer(
              "test", Map.of("max.poll.records", 5_000, "max.partition.fetch.bytes", 8 << 20));
      List<PartitionInfo> partitions = consumer.partitionsFor(topic);
      List<TopicPartition> all =
          partitions.stream().map(p -> new TopicPartition(topic, p.partition())).toList();
      consumer.assign(all);
      consumer.seekToBeginning(all);
    }

    synchronized List<T> all() {
      Map<TopicPartition, Long> ends = consumer.endOffsets(consumer.assignment());
      while (ends.entrySet().stream().anyMatch(this::isBefore)) {
        consumer.poll(Duration.ofMillis(100)).forEach(record -> read.add(decode.apply(record)));
      }
      return List.copyOf(read);
    }

    private boolean isBefore(Map.Entry<TopicPartition, Long> end) {
      return consumer.position(end.getKey()) < end.getValue();
    }

    void close() {
      consumer.close();
    }
  }
}
