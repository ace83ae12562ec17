// SPDX-License-Identifier: Apache-2.0
package io.jobmill.projector;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import io.jobmill.job.JobId;
import io.jobmill.job.JobRequest;
import io.jobmill.job.JobStatus;
import io.jobmill.job.Operation;
import io.jobmill.job.Pool;
import io.jobmill.job.Value;
import io.jobmill.kafka.EventPartition;
import io.jobmill.projector.metrics.ProjectorListener;
import io.jobmill.secret.SecretKeyring;
import io.jobmill.store.JobViews;
import io.jobmill.store.ViewDatabase;
import io.jobmill.testkit.infrastructure.KafkaServer;
import io.jobmill.testkit.infrastructure.MongoServer;
import io.jobmill.testkit.infrastructure.WithKafka;
import io.jobmill.testkit.infrastructure.WithMongo;
import io.jobmill.testkit.time.Await;
import io.jobmill.view.JobView;
import io.jobmill.wire.JobRequestCodec;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@WithKafka
@WithMongo
class AdmissionIT {

  private final JobId id = new JobId(UUID.randomUUID());
  private final JobRequest request = request(id, "first");
  private final AtomicInteger decided = new AtomicInteger();
  private final ProjectorListener counting =
      new ProjectorListener() {
        @Override
        public void admitted(int through, int repeated) {
          decided.addAndGet(through + repeated);
        }
      };
  private final KafkaServer kafka;
  private final MongoServer mongo;
  private final Cluster cluster;
  private final MongoClient client;
  private final JobViews views;
  private final List<RunningProjector> projectors = new ArrayList<>();

  AdmissionIT(KafkaServer kafka, MongoServer mongo) {
    this.kafka = kafka;
    this.mongo = mongo;
    this.cluster = new Cluster(kafka);
    this.client = MongoClients.create(mongo.uri());
    this.views = new JobViews(new ViewDatabase(client, mongo.database()));
    startProjector();
  }

  @AfterEach
  void stop() {
    stopProjectors();
    cluster.close();
    client.close();
  }

  @Test
  void whatIsSubmittedTwiceIsOnItsQueueOnce() {
    submit(request, request(id, "second"));
    submit(request(id, "third"));

    awaitDecided(3);
    JobView view = await(id);
    assertThat(view.status()).isEqualTo(JobStatus.PENDING);
    assertThat(view.request().variables()).containsEntry("Name", Value.of("first"));
    assertThat(view.request().submittedBy()).isEqualTo("ci");
    assertThat(timesOnQueue(id)).isEqualTo(1);
  }

  @Test
  void whatAStrangerSubmitsIsMovedToWhereItsRivalsAreAndStaysUnsigned() {
    int elsewhere = (EventPartition.of(id) + 1) % 12;
    byte[] value = JobRequestCodec.encode(request);
    cluster.sendAll(
        List.of(
            new ProducerRecord<>(cluster.topics().submissions(), elsewhere, null, value),
            new ProducerRecord<>(
                cluster.topics().submissions(),
                elsewhere,
                "some key".getBytes(StandardCharsets.UTF_8),
                value)));

    awaitDecided(2);
    assertThat(await(id).request().submittedBy()).isEqualTo("kafka:ci");
    assertThat(timesOnQueue(id)).isEqualTo(1);
    assertThat(queued(id).get(0).headers().lastHeader(JobRequestCodec.SIGNATURE_HEADER)).isNull();
  }

  @Test
  void whatNobodyCanReadIsADeadLetter() {
    cluster.send(
        cluster.topics().submissions(), new byte[] {1}, "no json".getBytes(StandardCharsets.UTF_8));

    Await.until("dead letter", () -> !cluster.read(cluster.topics().deadLetters()).isEmpty());
    submit(request);
    await(id);
  }

  @Test
  void aJobStaysKnownWhenTheProjectorIsRestartedInTheMiddle() {
    List<JobRequest> all = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      all.add(request(new JobId(new UUID(7, i)), "first"));
    }
    submit(all.toArray(JobRequest[]::new));
    await(id(all.get(0)));

    stopProjectors();
    submit(all.toArray(JobRequest[]::new));
    startProjector();
    submit(all.toArray(JobRequest[]::new));

    all.forEach(each -> await(id(each)));
    awaitDecided(600);
    Map<JobId, Long> times = timesOnQueue();
    assertThat(all).allSatisfy(each -> assertThat(times).containsEntry(id(each), 1L));
  }

  @Test
  void twoProjectorsShareTheWorkAndLetEachJobThroughOnce() {
    startProjector();
    List<JobRequest> all = new ArrayList<>();
    for (int i = 0; i < 500; i++) {
      all.add(request(new JobId(new UUID(8, i % 250)), "first"));
    }

    submit(all.toArray(JobRequest[]::new));
    projectors.remove(0).close();
    submit(all.toArray(JobRequest[]::new));

    all.forEach(each -> await(id(each)));
    awaitDecided(1_000);
    Map<JobId, Long> times = timesOnQueue();
    assertThat(all).allSatisfy(each -> assertThat(times).containsEntry(id(each), 1L));
  }

  @Test
  void whatIsReadAgainFromTheBeginningMakesNoSecondJob() throws Exception {
    submit(request);
    await(id);
    stopProjectors();
    try (Admin admin = cluster.clients().admin("test-offsets", Duration.ofSeconds(10))) {
      admin.deleteConsumerGroups(List.of(cluster.topics().prefix() + "admission")).all().get();
    }
    decided.set(0);
    client.getDatabase(mongo.database()).drop();

    startProjector();

    awaitDecided(1);
    await(id);
    assertThat(timesOnQueue(id)).isEqualTo(1);
  }

  private void startProjector() {
    projectors.add(RunningProjector.start(kafka, mongo, counting));
  }

  private void stopProjectors() {
    projectors.forEach(RunningProjector::close);
    projectors.clear();
  }

  /** Repeated decisions after a restart or a hand-over are counted as well. */
  private void awaitDecided(int least) {
    Await.until("decided", () -> decided.get() >= least);
  }

  /** As a gateway does. */
  private void submit(JobRequest... requests) {
    SecretKeyring keyring = new SecretKeyring(RunningProjector.SECRET);
    List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
    for (JobRequest each : requests) {
      byte[] value = JobRequestCodec.encode(each);
      byte[] key = String.valueOf(each.id()).getBytes(StandardCharsets.UTF_8);
      ProducerRecord<byte[], byte[]> record =
          new ProducerRecord<>(cluster.topics().submissions(), key, value);
      record
          .headers()
          .add(
              JobRequestCodec.SIGNATURE_HEADER,
              keyring.sign(value).getBytes(StandardCharsets.UTF_8));
      records.add(record);
    }
    cluster.sendAll(records);
  }

  private int timesOnQueue(JobId job) {
    return queued(job).size();
  }

  private Map<JobId, Long> timesOnQueue() {
    return cluster.read(cluster.topics().queue(Pool.DEFAULT)).stream()
        .collect(
            Collectors.groupingBy(
                record -> Objects.requireNonNull(idOf(record)), Collectors.counting()));
  }

  private List<ConsumerRecord<byte[], byte[]>> queued(JobId job) {
    return cluster.read(cluster.topics().queue(Pool.DEFAULT)).stream()
        .filter(record -> job.equals(idOf(record)))
        .toList();
  }

  private static @Nullable JobId idOf(ConsumerRecord<byte[], byte[]> record) {
    return JobRequestCodec.decode(
            record.topic(), record.partition(), record.offset(), record.key(), record.value())
        .id();
  }

  private static JobId id(JobRequest asked) {
    return Objects.requireNonNull(asked.id());
  }

  private JobView await(JobId job) {
    return Objects.requireNonNull(Await.value("job " + job, () -> views.find(job)));
  }

  private static JobRequest request(JobId id, String name) {
    return JobRequest.forOperation(new Operation("noop", Map.of()))
        .withId(id)
        .withVariables(Map.of("Name", Value.of(name)), Map.of())
        .submitted("ci", FakeWorker.AT);
  }
}
