// SPDX-License-Identifier: Apache-2.0
package io.jobmill.projector;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import io.jobmill.embedded.store.EmbeddedStore;
import io.jobmill.job.JobId;
import io.jobmill.job.JobRequest;
import io.jobmill.job.JobStatus;
import io.jobmill.job.QueuePoint;
import io.jobmill.projector.metrics.ProjectorListener;
import io.jobmill.store.JobViews;
import io.jobmill.store.ViewDatabase;
import io.jobmill.testkit.infrastructure.KafkaServer;
import io.jobmill.testkit.infrastructure.MongoServer;
import io.jobmill.testkit.infrastructure.WithKafka;
import io.jobmill.testkit.time.Await;
import io.jobmill.view.JobView;
import java.net.URI;
import java.nio.file.Path;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@WithKafka
class StoreOutageIT {

  private final JobId id = new JobId(UUID.randomUUID());
  private final JobRequest request = JobRequest.forTemplate("sleep").withId(id);
  private final FakeWorker worker = new FakeWorker("w1", "i1");

  @TempDir Path folder;

  @Test
  void whileTheStoreIsAwayNothingIsSkipped(KafkaServer kafka) throws Exception {
    EmbeddedStore store = EmbeddedStore.in(folder, 0);
    MongoServer mongo = new MongoServer(store.uri(), "jobmill");
    CountDownLatch failed = new CountDownLatch(1);
    ProjectorListener listener =
        new ProjectorListener() {
          @Override
          public void passFailed(String loop, RuntimeException failure) {
            if (loop.equals("projector-events")) {
              failed.countDown();
            }
          }
        };
    try (Cluster cluster = new Cluster(kafka)) {
      RunningProjector projector = RunningProjector.start(kafka, mongo, listener);
      QueuePoint point = cluster.submit(request);
      await(mongo, JobStatus.PENDING);

      store.close();
      cluster.report(worker.started(request, point, 1), worker.succeeded(request, point, 1));
      Await.signal("the outage is noticed", failed);
      store = EmbeddedStore.in(folder, URI.create(mongo.uri()).getPort());

      assertThat(await(mongo, JobStatus.SUCCEEDED).timeline()).hasSize(3);
      projector.close();
    } finally {
      store.close();
    }
  }

  private JobView await(MongoServer mongo, JobStatus status) {
    try (MongoClient client = MongoClients.create(mongo.uri())) {
      JobViews views = new JobViews(new ViewDatabase(client, mongo.database()));
      return Await.value(
          status.word(), () -> views.find(id).filter(view -> view.status() == status));
    }
  }
}
