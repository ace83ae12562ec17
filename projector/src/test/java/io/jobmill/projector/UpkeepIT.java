// SPDX-License-Identifier: Apache-2.0
package io.jobmill.projector;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import io.jobmill.event.Command;
import io.jobmill.event.WorkerRecord.Running;
import io.jobmill.job.JobId;
import io.jobmill.job.JobRequest;
import io.jobmill.job.JobStatus;
import io.jobmill.job.Operation;
import io.jobmill.job.QueuePoint;
import io.jobmill.job.Value;
import io.jobmill.projector.metrics.ProjectorListener;
import io.jobmill.store.JobViews;
import io.jobmill.store.ViewDatabase;
import io.jobmill.testkit.infrastructure.KafkaServer;
import io.jobmill.testkit.infrastructure.MongoServer;
import io.jobmill.testkit.infrastructure.WithKafka;
import io.jobmill.testkit.infrastructure.WithMongo;
import io.jobmill.testkit.time.Await;
import io.jobmill.view.JobView;
import io.jobmill.wire.CommandCodec;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@WithKafka
@WithMongo
class UpkeepIT {

  private static final Duration EVERY = Duration.ofMillis(500);

  private final JobId id = new JobId(UUID.randomUUID());
  private final JobRequest request =
      JobRequest.forOperation(new Operation("noop", Map.of()))
          .withId(id)
          .withVariables(Map.of("Seconds", Value.of("5")), Map.of())
          .submitted("ci", FakeWorker.AT);
  private final FakeWorker worker = new FakeWorker("w-" + id, "i1");
  private final Cluster cluster;
  private final MongoClient client;
  private final JobViews views;
  private final RunningProjector projector;

  UpkeepIT(KafkaServer kafka, MongoServer mongo) {
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
  void aRequestThatWentFromItsQueueUnrunIsAskedForAgainWithAllItsValues() {
    cluster.submitUnsigned(request);
    await("pending", view -> view.status() == JobStatus.PENDING);

    cluster.takeEverythingOffTheQueue();

    JobView again = await("asked again", view -> view.ask() == 2);
    assertThat(again.status()).isEqualTo(JobStatus.PENDING);
    assertThat(again.request().variables()).isEqualTo(request.variables());
    assertThat(again.request().submittedBy()).isEqualTo("kafka:ci");
  }

  @Test
  void anAttemptIsLostWhenItsWorkerIsRestarted() {
    QueuePoint point = cluster.submit(request);
    cluster.report(worker.started(request, point, 1));
    await("running", view -> view.status() == JobStatus.RUNNING);
    FakeWorker restarted = new FakeWorker(worker.origin().id(), "i2");

    Await.until(
        "lost",
        () -> {
          cluster.alive(restarted.alive(EVERY));
          return view().filter(view -> view.attempt() == 2).isPresent();
        });

    assertThat(view().orElseThrow().runs().get(0).message())
        .isEqualTo("the worker was restarted while it ran this");
  }

  @Test
  void aWorkerThatComesBackWithALostAttemptIsToldToStop() {
    QueuePoint point = cluster.submit(request);
    cluster.report(worker.started(request, point, 1));
    await("next attempt", view -> view.attempt() == 2);

    Await.until(
        "told to stop",
        () -> {
          cluster.alive(worker.alive(EVERY, new Running(id, 1, 1)));
          return told().filter(command -> command.stopBelowAttempt() == 2).isPresent();
        });
  }

  private Optional<Command> told() {
    return cluster.read(cluster.topics().commands()).stream()
        .filter(record -> record.value() != null)
        .map(record -> CommandCodec.decode(record.value()))
        .filter(command -> command.id().equals(id))
        .findFirst();
  }

  private JobView await(String what, Predicate<JobView> condition) {
    return Objects.requireNonNull(Await.value(what, () -> view().filter(condition)));
  }

  private Optional<JobView> view() {
    return views.find(id);
  }
}
