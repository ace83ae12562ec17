// SPDX-License-Identifier: Apache-2.0
package io.jobmill.projector;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import io.jobmill.job.JobId;
import io.jobmill.job.JobRequest;
import io.jobmill.job.JobStatus;
import io.jobmill.job.JobTimes;
import io.jobmill.job.Operation;
import io.jobmill.job.Pool;
import io.jobmill.job.QueuePoint;
import io.jobmill.job.RetryDelays;
import io.jobmill.job.RunLimits;
import io.jobmill.job.Since;
import io.jobmill.job.Target;
import io.jobmill.projector.metrics.ProjectorListener;
import io.jobmill.store.JobViews;
import io.jobmill.store.ViewDatabase;
import io.jobmill.template.Template;
import io.jobmill.testkit.infrastructure.KafkaServer;
import io.jobmill.testkit.infrastructure.MongoServer;
import io.jobmill.testkit.infrastructure.WithKafka;
import io.jobmill.testkit.infrastructure.WithMongo;
import io.jobmill.testkit.time.Await;
import io.jobmill.view.JobView;
import io.jobmill.view.TimelineEntry;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Jobs whose time is over, and those whose time has not come, on a real broker. */
@WithKafka
@WithMongo
class TimesIT {

  private static final Duration HOUR = Duration.ofHours(1);
  private static final RunLimits LIMITS =
      new RunLimits(Duration.ofMinutes(5), 9, new RetryDelays(HOUR, 1, HOUR, 0));

  private final JobId id = new JobId(UUID.randomUUID());
  private final FakeWorker worker = new FakeWorker("w-" + id, "i1");
  private final KafkaServer kafka;
  private final MongoServer mongo;
  private final Cluster cluster;
  private final MongoClient client;
  private final JobViews views;
  private RunningProjector projector;

  TimesIT(KafkaServer kafka, MongoServer mongo) {
    this.kafka = kafka;
    this.mongo = mongo;
    this.cluster = new Cluster(kafka);
    this.client = MongoClients.create(mongo.uri());
    this.views = new JobViews(new ViewDatabase(client, mongo.database()));
    cluster.publish(template("hasty", new JobTimes(Duration.ofSeconds(1), null)));
    cluster.publish(template("bounded", new JobTimes(HOUR, Duration.ofSeconds(3))));
    this.projector = RunningProjector.start(kafka, mongo, ProjectorListener.NONE);
  }

  @AfterEach
  void stop() {
    projector.close();
    cluster.close();
    client.close();
  }

  @Test
  void aJobThatNoWorkerStartsFailsWhenItsTimeOnTheQueueIsOver() {
    cluster.submit(request("hasty"));

    JobView view = await("failed", seen -> seen.status() == JobStatus.FAILED);

    assertThat(view.message()).isEqualTo("queue timeout: no worker started it within 1s");
    assertThat(view.runs()).isEmpty();
    assertThat(view.endedAt()).isAfterOrEqualTo(view.queuedAt().plusSeconds(1));
    assertThat(view.timeline())
        .extracting(TimelineEntry::type)
        .containsExactly("received", "expired");
  }

  @Test
  void aJobThatRestsFailsWhenItsTotalTimeIsOver() {
    JobRequest request = request("bounded");
    QueuePoint point = cluster.submit(request);
    cluster.report(worker.started(request, point, LIMITS), worker.failed(request, point, HOUR));
    await("resting", seen -> seen.status() == JobStatus.RETRYING);

    JobView view = await("failed", seen -> seen.status() == JobStatus.FAILED);

    assertThat(view.message())
        .isEqualTo(
            "total timeout: the job was not done within 3s; its last attempt: attempt 1 failed");
    assertThat(view.exhausted()).isFalse();
    assertThat(view.endedAt()).isAfterOrEqualTo(view.queuedAt().plusSeconds(3));
  }

  @Test
  void aJobThatIsNotToRunYetWaitsOverARestartAndHasItsTimeFromThen() {
    Instant runAt = Instant.now().plusSeconds(6);
    JobRequest request = request("hasty").withRunAt(runAt);
    QueuePoint point = cluster.submit(request);
    cluster.report(worker.deferred(request, point, runAt));
    await("scheduled", seen -> seen.status() == JobStatus.SCHEDULED);

    projector.close();
    projector = RunningProjector.start(kafka, mongo, ProjectorListener.NONE);

    JobView asked = await("asked for", seen -> seen.ask() == 2);
    assertThat(asked.status()).isIn(JobStatus.PENDING, JobStatus.FAILED);
    assertThat(asked.request().since()).isEqualTo(new Since(runAt, runAt));
    JobView view = await("failed", seen -> seen.status() == JobStatus.FAILED);
    assertThat(view.endedAt()).isAfterOrEqualTo(runAt.plusSeconds(1));
  }

  private JobRequest request(String template) {
    return JobRequest.forTemplate(template).withId(id).submitted("ci", FakeWorker.AT);
  }

  private static Template template(String name, JobTimes times) {
    return new Template(
            name,
            "",
            Pool.DEFAULT,
            Target.ANY,
            Duration.ofMinutes(5),
            true,
            null,
            false,
            false,
            List.of(),
            new Operation("noop", Map.of()))
        .within(times);
  }

  private JobView await(String what, Predicate<JobView> condition) {
    return Objects.requireNonNull(Await.value(what, () -> views.find(id).filter(condition)));
  }
}
