// SPDX-License-Identifier: Apache-2.0
package io.jobmill.projector;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.model.Filters;
import io.jobmill.event.LogChunk;
import io.jobmill.event.LogEntry;
import io.jobmill.event.LogLevel;
import io.jobmill.job.JobId;
import io.jobmill.job.JobRequest;
import io.jobmill.job.JobStatus;
import io.jobmill.job.Pool;
import io.jobmill.job.QueuePoint;
import io.jobmill.job.Value;
import io.jobmill.kafka.DeadLetter;
import io.jobmill.kafka.EventPartition;
import io.jobmill.projector.metrics.ProjectorListener;
import io.jobmill.store.Fields;
import io.jobmill.store.JobViews;
import io.jobmill.store.LogChunks;
import io.jobmill.store.ViewDatabase;
import io.jobmill.store.Watermarks;
import io.jobmill.testkit.infrastructure.KafkaServer;
import io.jobmill.testkit.infrastructure.MongoServer;
import io.jobmill.testkit.infrastructure.WithKafka;
import io.jobmill.testkit.infrastructure.WithMongo;
import io.jobmill.testkit.time.Await;
import io.jobmill.view.JobView;
import io.jobmill.wire.JobRequestCodec;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@WithKafka
@WithMongo
class ProjectorIT {

  private final FakeWorker worker = new FakeWorker("w1", "i1");
  private final JobRequest request =
      JobRequest.forTemplate("sleep")
          .withId(new JobId(UUID.randomUUID()))
          .withVariables(Map.of("Seconds", Value.of("5")), Map.of())
          .submitted("ci", Instant.parse("2026-03-01T11:59:59Z"));
  private final KafkaServer kafka;
  private final MongoServer mongo;
  private final Cluster cluster;
  private final MongoClient client;
  private final ViewDatabase database;
  private final JobViews views;
  private RunningProjector projector;

  ProjectorIT(KafkaServer kafka, MongoServer mongo) {
    this.kafka = kafka;
    this.mongo = mongo;
    this.cluster = new Cluster(kafka);
    this.client = MongoClients.create(mongo.uri());
    this.database = new ViewDatabase(client, mongo.database());
    this.views = new JobViews(database);
    this.projector = RunningProjector.start(kafka, mongo, ProjectorListener.NONE);
  }

  @AfterEach
  void stop() {
    projector.close();
    cluster.close();
    client.close();
  }

  @Test
  void aRequestIsPendingBeforeAnyWorkerHasIt() {
    QueuePoint point = cluster.submit(request);

    JobView view = awaitStatus(JobStatus.PENDING);

    assertThat(view.queue()).isEqualTo(point);
    assertThat(view.request()).isEqualTo(request);
    assertThat(view.timeline()).singleElement().extracting("type").isEqualTo("received");
  }

  @Test
  void whatNobodyVouchesForIsShownWithoutItsValues() {
    cluster.submitUnsigned(request);

    JobView view = awaitStatus(JobStatus.PENDING);

    assertThat(view.request().variables()).isEmpty();
    assertThat(view.request().submittedBy()).isEqualTo("kafka:ci");
  }

  @Test
  void aJobIsFollowedToItsEndWithResultHistoryAndLog() {
    QueuePoint point = cluster.submit(request);
    cluster.report(worker.started(request, point, 1));
    cluster.log(
        new LogChunk(
            id(),
            1,
            worker.origin(),
            point.offset(),
            0,
            1,
            List.of(new LogEntry(LogLevel.INFO, FakeWorker.AT, "hello"))));
    cluster.report(worker.succeeded(request, point, 1));

    JobView view = awaitStatus(JobStatus.SUCCEEDED);

    var run = view.runs().get(0);
    assertThat(views.result(id(), run)).get().extracting("text").isEqualTo("{\"attempt\":1}");
    Await.untilAsserted(
        "row of history",
        () ->
            assertThat(database.runs().find(Filters.eq(Fields.ID, run.historyId())).first())
                .extracting(row -> row.run())
                .isEqualTo(run));
    Await.untilAsserted(
        "log",
        () ->
            assertThat(new LogChunks(database).read(id(), run, 0, 5))
                .singleElement()
                .satisfies(
                    chunk -> assertThat(chunk.entries().get(0).message()).isEqualTo("hello")));
  }

  @Test
  void theWatermarkPassesWhatWasSubmitted() {
    cluster.submit(request);
    JobView view = awaitStatus(JobStatus.PENDING);

    Await.until(
        "watermark",
        () ->
            new Watermarks(database)
                .through(EventPartition.of(id()))
                .filter(through -> through.isAfter(view.queuedAt()))
                .isPresent());
  }

  @Test
  void anUnreadableEventGoesToTheDeadLettersAndHoldsNothingUp() {
    byte[] key = id().toString().getBytes(StandardCharsets.UTF_8);
    cluster.send(cluster.topics().events(), key, "{\"type\":".getBytes(StandardCharsets.UTF_8));
    cluster.submit(request);

    awaitStatus(JobStatus.PENDING);

    ConsumerRecord<byte[], byte[]> dead = cluster.read(cluster.topics().deadLetters()).get(0);
    assertThat(dead.value()).asString().isEqualTo("{\"type\":");
    assertThat(dead.headers().lastHeader(DeadLetter.TOPIC).value())
        .asString()
        .isEqualTo(cluster.topics().events());
  }

  @Test
  void anAttemptOfASilentWorkerIsLostAndAskedForAgain() {
    QueuePoint point = cluster.submit(request);
    cluster.report(worker.started(request, point, 1));

    JobView view = awaitAttempt(2);

    assertThat(view.runs().get(0).message()).contains("silent");
    ConsumerRecord<byte[], byte[]> again = lastQueued();
    assertThat(again.headers().lastHeader(JobRequestCodec.SIGNATURE_HEADER)).isNotNull();
    assertThat(view.request().since()).isNotNull();
    assertThat(view.request().counting(null)).isEqualTo(request.nextAttempt(false));
  }

  @Test
  void aHandedBackAttemptIsAskedForAgainAndNotCounted() {
    QueuePoint point = cluster.submit(request);
    cluster.report(worker.started(request, point, 1), worker.handedBack(request, point, 1));

    JobView view = awaitAttempt(2);

    assertThat(view.status()).isEqualTo(JobStatus.PENDING);
    assertThat(view.request().excused()).isEqualTo(1);
  }

  @Test
  void aScheduledJobIsAskedForAgainWhenItsTimeHasCome() {
    QueuePoint point = cluster.submit(request);
    cluster.report(worker.deferred(request, point, Instant.now().plus(Duration.ofSeconds(3))));
    awaitStatus(JobStatus.SCHEDULED);

    Await.until("asked again", () -> view().map(view -> view.ask() == 2).orElse(false));

    assertThat(view().orElseThrow().status()).isEqualTo(JobStatus.PENDING);
  }

  @Test
  void whatWasProjectedIsThereAfterARestartAndGoesOn() {
    QueuePoint point = cluster.submit(request);
    cluster.report(worker.started(request, point, 1));
    awaitStatus(JobStatus.RUNNING);

    projector.close();
    cluster.report(worker.succeeded(request, point, 1));
    projector = RunningProjector.start(kafka, mongo, ProjectorListener.NONE);

    assertThat(awaitStatus(JobStatus.SUCCEEDED).timeline()).hasSize(3);
  }

  private JobView awaitStatus(JobStatus status) {
    return Await.value(status.word(), () -> view().filter(view -> view.status() == status));
  }

  private JobView awaitAttempt(int attempt) {
    return Await.value(
        "attempt " + attempt, () -> view().filter(view -> view.attempt() == attempt));
  }

  private Optional<JobView> view() {
    return views.find(id());
  }

  private JobId id() {
    return Objects.requireNonNull(request.id());
  }

  private ConsumerRecord<byte[], byte[]> lastQueued() {
    var queued = cluster.read(cluster.topics().queue(Pool.DEFAULT));
    return queued.get(queued.size() - 1);
  }
}
