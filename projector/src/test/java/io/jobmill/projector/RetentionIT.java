// SPDX-License-Identifier: Apache-2.0
package io.jobmill.projector;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import io.jobmill.event.LogChunk;
import io.jobmill.event.LogEntry;
import io.jobmill.event.LogLevel;
import io.jobmill.job.JobId;
import io.jobmill.job.JobRequest;
import io.jobmill.job.Pool;
import io.jobmill.job.QueuePoint;
import io.jobmill.projector.metrics.ProjectorListener;
import io.jobmill.store.ViewDatabase;
import io.jobmill.testkit.infrastructure.KafkaServer;
import io.jobmill.testkit.infrastructure.MongoServer;
import io.jobmill.testkit.infrastructure.WithKafka;
import io.jobmill.testkit.infrastructure.WithMongo;
import io.jobmill.testkit.time.Await;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@WithKafka
@WithMongo
class RetentionIT {

  private final FakeWorker worker = new FakeWorker("w1", "i1");

  @Test
  void pastTheCapTheOldestEndedJobsGoWithAllThatIsKeptOfThem(KafkaServer kafka, MongoServer mongo) {
    try (Cluster cluster = new Cluster(kafka);
        MongoClient client = MongoClients.create(mongo.uri())) {
      ViewDatabase database = new ViewDatabase(client, mongo.database());
      for (int i = 0; i < 10; i++) {
        end(cluster, i);
      }
      RunningProjector projector =
          RunningProjector.start(
              kafka, mongo, ProjectorListener.NONE, "jobmill.retention.max-ended=4");

      Await.until("four are left", () -> database.jobs().countDocuments() == 4);
      Await.until("with their logs", () -> database.logs().countDocuments() >= 4);
      projector.close();

      // The log loop may come after the removal; a restart with nothing new removes no more.
      assertThat(database.runs().countDocuments()).isEqualTo(4);
      assertThat(database.results().countDocuments()).isEqualTo(4);
    }
  }

  @Test
  void jobsThatEndedLongAgoGo(KafkaServer kafka, MongoServer mongo) {
    try (Cluster cluster = new Cluster(kafka);
        MongoClient client = MongoClients.create(mongo.uri())) {
      ViewDatabase database = new ViewDatabase(client, mongo.database());
      end(cluster, 1);

      RunningProjector projector = RunningProjector.start(kafka, mongo, ProjectorListener.NONE);
      Await.until("it is there", () -> database.jobs().countDocuments() == 1);
      projector.close();
      projector =
          RunningProjector.start(
              kafka, mongo, ProjectorListener.NONE, "jobmill.retention.ended=1ms");

      Await.until("it is gone", () -> database.jobs().countDocuments() == 0);
      projector.close();
      assertThat(database.runs().countDocuments()).isZero();
    }
  }

  private void end(Cluster cluster, int number) {
    JobId id = new JobId(UUID.randomUUID());
    JobRequest request = JobRequest.forTemplate("t").withId(id);
    QueuePoint point = new QueuePoint(Pool.DEFAULT, 0, number);
    cluster.log(
        new LogChunk(
            id,
            1,
            worker.origin(),
            point.offset(),
            0,
            1,
            List.of(new LogEntry(LogLevel.INFO, FakeWorker.AT, "hello"))));
    cluster.report(
        worker.received(request, point),
        worker.started(request, point, 1),
        worker.succeeded(request, point, 1));
  }
}
