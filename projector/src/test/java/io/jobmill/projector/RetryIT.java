// SPDX-License-Identifier: Apache-2.0
package io.jobmill.projector;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import io.jobmill.event.Envelope;
import io.jobmill.event.JobEvent;
import io.jobmill.job.JobId;
import io.jobmill.job.JobRequest;
import io.jobmill.job.JobStatus;
import io.jobmill.job.Operation;
import io.jobmill.job.Pool;
import io.jobmill.job.QueuePoint;
import io.jobmill.job.RetryDelays;
import io.jobmill.job.RunLimits;
import io.jobmill.projector.metrics.ProjectorListener;
import io.jobmill.store.JobViews;
import io.jobmill.store.ViewDatabase;
import io.jobmill.testkit.infrastructure.KafkaServer;
import io.jobmill.testkit.infrastructure.MongoServer;
import io.jobmill.testkit.infrastructure.WithKafka;
import io.jobmill.testkit.infrastructure.WithMongo;
import io.jobmill.testkit.time.Await;
import io.jobmill.view.JobView;
import io.jobmill.view.Run;
import io.jobmill.wire.JobRequestCodec;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Failures that are tried again, on a real broker. */
@WithKafka
@WithMongo
class RetryIT {

  private static final Duration WAIT = Duration.ofMillis(700);
  private static final RunLimits THREE =
      new RunLimits(Duration.ofMinutes(5), 3, new RetryDelays(WAIT, 2, Duration.ofSeconds(5), 0));

  private final JobId id = new JobId(UUID.randomUUID());
  private final JobRequest request =
      JobRequest.forOperation(new Operation("noop", Map.of()))
          .withId(id)
          .submitted("ci", FakeWorker.AT);
  private final FakeWorker worker = new FakeWorker("w-" + id, "i1");
  private final KafkaServer kafka;
  private final MongoServer mongo;
  private final Cluster cluster;
  private final MongoClient client;
  private final JobViews views;
  private RunningProjector projector;

  RetryIT(KafkaServer kafka, MongoServer mongo) {
    this.kafka = kafka;
    this.mongo = mongo;
    this.cluster = new Cluster(kafka);
    this.client = MongoClients.create(mongo.uri());
    this.views = new JobViews(new ViewDatabase(client, mongo.database()));
    this.projector = RunningProjector.start(kafka, mongo, ProjectorListener.NONE);
  }

  @AfterEach
  void stop() {
    projector.close();
    cluster.close();
    client.close();
  }

  @Test
  void aJobThatFailsTwiceRestsInBetweenAndSucceeds() {
    cluster.submit(request);

    JobRequest first = fail(1, WAIT);
    JobRequest second = fail(2, WAIT.multipliedBy(2));
    JobRequest third = asked(3);
    cluster.report(worker.started(third, point(3), THREE), worker.succeeded(third, point(3), 1));

    JobView view = await("succeeded", seen -> seen.status() == JobStatus.SUCCEEDED);
    assertThat(view.attempt()).isEqualTo(3);
    assertThat(view.runs()).extracting(Run::retrying).containsExactly(true, true, false);
    assertThat(view.exhausted()).isFalse();
    assertThat(first.submittedBy()).isEqualTo(third.submittedBy());
    assertThat(second.excused()).isZero();
    List<Instant> queued = records().stream().map(RetryIT::appended).toList();
    assertThat(queued).hasSize(3);
    for (int i = 0; i < 2; i++) {
      Instant due = Objects.requireNonNull(view.runs().get(i).endedAt()).plus(WAIT);
      assertThat(queued.get(i + 1)).isAfterOrEqualTo(i == 0 ? due : due.plus(WAIT));
    }
  }

  @Test
  void theLastAttemptThatFailsLeavesTheJobExhausted() {
    cluster.submit(request);

    fail(1, WAIT);
    fail(2, WAIT);
    JobRequest third = asked(3);
    cluster.report(worker.started(third, point(3), THREE), worker.failed(third, point(3), WAIT));

    JobView view = await("failed", seen -> seen.status() == JobStatus.FAILED);
    assertThat(view.exhausted()).isTrue();
    assertThat(view.message()).isEqualTo("attempt 3 failed");
    assertThat(view.runs()).extracting(Run::message).doesNotContainNull().hasSize(3);
  }

  @Test
  void aRestGoesOnOverARestartOfTheProjector() {
    cluster.submit(request);
    Duration rest = Duration.ofSeconds(3);
    JobRequest first = asked(1);
    cluster.report(worker.started(first, point(1), THREE), worker.failed(first, point(1), rest));
    Instant due = await("resting", seen -> seen.status() == JobStatus.RETRYING).dueAt();

    projector.close();
    projector = RunningProjector.start(kafka, mongo, ProjectorListener.NONE);

    JobView again = await("asked again", seen -> seen.attempt() == 2);
    assertThat(again.status()).isEqualTo(JobStatus.PENDING);
    assertThat(records()).hasSize(2);
    assertThat(appended(records().get(1))).isAfterOrEqualTo(due);
  }

  @Test
  void aRestThatIsCancelledEndsAtOnceAndNothingIsAskedFor() {
    cluster.submit(request);
    JobRequest first = asked(1);
    Duration rest = Duration.ofHours(1);
    cluster.report(worker.started(first, point(1), THREE), worker.failed(first, point(1), rest));
    await("resting", seen -> seen.status() == JobStatus.RETRYING);

    cluster.report(
        new JobEvent.CancelRequested(
            new Envelope(id, 1, 1, worker.origin(), 99, FakeWorker.AT), "ops", null));

    JobView view = await("cancelled", seen -> seen.status() == JobStatus.CANCELLED);
    assertThat(view.message()).isEqualTo("cancelled by ops");
    assertThat(records()).hasSize(1);
  }

  /** Runs the attempt that was asked for, badly. */
  private JobRequest fail(int attempt, Duration retryAfter) {
    JobRequest asked = asked(attempt);
    QueuePoint point = point(attempt);
    cluster.report(worker.started(asked, point, THREE), worker.failed(asked, point, retryAfter));
    return asked;
  }

  private JobRequest asked(int attempt) {
    await(
        "attempt " + attempt + " is asked for",
        view -> view.attempt() == attempt && view.status() == JobStatus.PENDING);
    ConsumerRecord<byte[], byte[]> record = records().get(attempt - 1);
    JobRequest asked =
        JobRequestCodec.decode(record.topic(), 0, record.offset(), record.key(), record.value());
    assertThat(asked.attempt()).isEqualTo(attempt);
    return asked;
  }

  private QueuePoint point(int attempt) {
    return new QueuePoint(Pool.DEFAULT, 0, records().get(attempt - 1).offset());
  }

  private List<ConsumerRecord<byte[], byte[]>> records() {
    return cluster.read(cluster.topics().queue(Pool.DEFAULT)).stream()
        .filter(record -> id.toString().equals(new String(record.key(), StandardCharsets.UTF_8)))
        .toList();
  }

  private static Instant appended(ConsumerRecord<byte[], byte[]> record) {
    return Instant.ofEpochMilli(record.timestamp());
  }

  private JobView await(String what, Predicate<JobView> condition) {
    return Objects.requireNonNull(Await.value(what, () -> views.find(id).filter(condition)));
  }
}
