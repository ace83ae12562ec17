// SPDX-License-Identifier: Apache-2.0
package io.jobmill.projector.rebuild;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import io.jobmill.event.LogChunk;
import io.jobmill.event.LogEntry;
import io.jobmill.event.LogLevel;
import io.jobmill.event.WorkerRecord;
import io.jobmill.job.JobId;
import io.jobmill.job.JobRequest;
import io.jobmill.job.JobStatus;
import io.jobmill.job.Pool;
import io.jobmill.job.QueuePoint;
import io.jobmill.projector.Cluster;
import io.jobmill.projector.FakeWorker;
import io.jobmill.projector.RunningProjector;
import io.jobmill.projector.metrics.ProjectorListener;
import io.jobmill.store.ViewDatabase;
import io.jobmill.testkit.infrastructure.KafkaServer;
import io.jobmill.testkit.infrastructure.MongoServer;
import io.jobmill.testkit.infrastructure.WithKafka;
import io.jobmill.testkit.infrastructure.WithMongo;
import io.jobmill.testkit.time.Await;
import io.jobmill.view.RunStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import org.bson.Document;
import org.junit.jupiter.api.Test;

/** Somebody drops the database under a projector that runs and goes on running. */
@WithKafka
@WithMongo
class DroppedDatabaseIT {

  private static final int JOBS = 50;

  private final FakeWorker worker = new FakeWorker("w1", "i1");
  private final List<Taken> jobs = new ArrayList<>();

  @Test
  void itIsFilledAgainThoughNothingHappens(KafkaServer kafka, MongoServer mongo) {
    try (Cluster cluster = new Cluster(kafka);
        RunningProjector projector = RunningProjector.start(kafka, mongo, ProjectorListener.NONE)) {
      takeJobs(cluster);
      awaitRunning(mongo);
      StoredState before = StoredState.of(mongo);
      List<Document> indexes = indexes(mongo);

      StoredState.drop(mongo);

      awaitRunning(mongo);
      Await.untilAsserted("as before", () -> assertThat(StoredState.of(mongo)).isEqualTo(before));
      assertThat(indexes(mongo)).containsExactlyInAnyOrderElementsOf(indexes);
      assertThat(projector.isRunning()).isTrue();
    }
  }

  @Test
  void aJobThatEndsAtThatMomentHasItsWholeStory(KafkaServer kafka, MongoServer mongo) {
    try (Cluster cluster = new Cluster(kafka);
        RunningProjector projector = RunningProjector.start(kafka, mongo, ProjectorListener.NONE)) {
      takeJobs(cluster);
      awaitRunning(mongo);

      StoredState.drop(mongo);
      jobs.forEach(job -> cluster.report(worker.succeeded(job.request(), job.point(), 1)));

      Await.until("all have ended", () -> count(mongo, JobStatus.SUCCEEDED) == JOBS);
      Await.untilAsserted("with their whole story", () -> assertWhole(StoredState.of(mongo)));
      assertThat(projector.isRunning()).isTrue();
    }
  }

  private static void assertWhole(StoredState now) {
    assertThat(now.views())
        .hasSize(JOBS)
        .allSatisfy(view -> assertThat(view.timeline()).hasSize(3))
        .allSatisfy(view -> assertThat(view.runs()).hasSize(1));
    assertThat(now.rows())
        .hasSize(JOBS)
        .allSatisfy(row -> assertThat(row.run().status()).isEqualTo(RunStatus.SUCCEEDED));
    assertThat(now.results()).hasSize(JOBS);
  }

  private record Taken(JobRequest request, QueuePoint point) {
    WorkerRecord.Running asListed() {
      return new WorkerRecord.Running(Objects.requireNonNull(request.id()), 1, request.ask());
    }
  }

  private void takeJobs(Cluster cluster) {
    for (int number = 0; number < JOBS; number++) {
      JobId id = new JobId(UUID.randomUUID());
      JobRequest request = JobRequest.forTemplate("t").withId(id);
      QueuePoint point = new QueuePoint(Pool.DEFAULT, 0, number);
      LogEntry entry = new LogEntry(LogLevel.INFO, Instant.EPOCH, "hello");
      jobs.add(new Taken(request, point));
      cluster.log(new LogChunk(id, 1, worker.origin(), number, 0, 1, List.of(entry)));
      cluster.report(worker.received(request, point), worker.started(request, point, 1));
    }
    // For as long as the test takes, so that nothing is taken for lost.
    cluster.alive(
        worker.alive(
            Duration.ofMinutes(10),
            jobs.stream().map(Taken::asListed).toArray(WorkerRecord.Running[]::new)));
  }

  private static void awaitRunning(MongoServer mongo) {
    Await.until("all are running", () -> count(mongo, JobStatus.RUNNING) == JOBS);
    Await.until("all logs are there", () -> inDatabase(mongo, ViewDatabase::logs) == JOBS);
  }

  private static long count(MongoServer mongo, JobStatus status) {
    return StoredState.of(mongo).views().stream().filter(view -> view.status() == status).count();
  }

  private static long inDatabase(
      MongoServer mongo, Function<ViewDatabase, MongoCollection<?>> collection) {
    try (MongoClient client = MongoClients.create(mongo.uri())) {
      return collection.apply(new ViewDatabase(client, mongo.database())).countDocuments();
    }
  }

  private static List<Document> indexes(MongoServer mongo) {
    try (MongoClient client = MongoClients.create(mongo.uri())) {
      ViewDatabase database = new ViewDatabase(client, mongo.database());
      List<Document> indexes = new ArrayList<>();
      database.jobs().listIndexes().into(indexes);
      database.runs().listIndexes().into(indexes);
      return indexes;
    }
  }
}
