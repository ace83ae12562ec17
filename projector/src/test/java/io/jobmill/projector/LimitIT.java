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
import io.jobmill.job.Target;
import io.jobmill.job.Value;
import io.jobmill.projector.metrics.ProjectorListener;
import io.jobmill.store.JobViews;
import io.jobmill.store.ViewDatabase;
import io.jobmill.template.Concurrency;
import io.jobmill.template.JobLimits;
import io.jobmill.template.LimitPolicy;
import io.jobmill.template.Rate;
import io.jobmill.template.Template;
import io.jobmill.template.Variable;
import io.jobmill.template.VariableType;
import io.jobmill.testkit.infrastructure.KafkaServer;
import io.jobmill.testkit.infrastructure.MongoServer;
import io.jobmill.testkit.infrastructure.WithKafka;
import io.jobmill.testkit.infrastructure.WithMongo;
import io.jobmill.testkit.time.Await;
import io.jobmill.view.JobView;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Limits of templates, on a real broker. */
@WithKafka
@WithMongo
class LimitIT {

  private static final Variable REGION =
      new Variable("Region", VariableType.TEXT, false, null, List.of(), false, false, false);
  private static final Duration SHORT = Duration.ofMillis(30);

  private final String name = "t" + UUID.randomUUID().toString().substring(0, 8);
  private final KafkaServer kafka;
  private final MongoServer mongo;
  private final Cluster cluster;
  private final MongoClient client;
  private final JobViews views;
  private final List<AutoCloseable> open = new ArrayList<>();
  private RunningProjector projector;

  LimitIT(KafkaServer kafka, MongoServer mongo) {
    this.kafka = kafka;
    this.mongo = mongo;
    this.cluster = new Cluster(kafka);
    this.client = MongoClients.create(mongo.uri());
    this.views = new JobViews(new ViewDatabase(client, mongo.database()));
    this.projector = RunningProjector.start(kafka, mongo, ProjectorListener.NONE);
  }

  @AfterEach
  void stop() throws Exception {
    for (AutoCloseable each : open) {
      each.close();
    }
    projector.close();
    cluster.close();
    client.close();
  }

  @Test
  void noMoreRunAtOnceThanMayAndAllOfThemEndThoughTheProjectorIsRestarted() {
    LimitedWork work = work(SHORT, 2, LimitPolicy.QUEUE);
    List<JobId> jobs = submit(20, "eu");

    Await.until("some have run", () -> work.order().size() >= 5);
    projector.close();
    projector = RunningProjector.start(kafka, mongo, ProjectorListener.NONE);

    jobs.forEach(job -> await(job, JobStatus.SUCCEEDED));
    assertThat(work.most()).isEqualTo(2);
    assertThat(work.held()).isEqualTo(20);
    assertThat(views.findAll(jobs).values())
        .allSatisfy(view -> assertThat(view.place()).isEmpty())
        .allSatisfy(view -> assertThat(view.runs()).hasSize(1));
  }

  @Test
  void eachValueOfTheKeyHasItsOwnPlacesAndItsOwnOrder() {
    LimitedWork work = work(SHORT, 1, LimitPolicy.QUEUE);
    work.pause(true);
    JobId first = submit(1, "eu").get(0);
    await(first, JobStatus.RUNNING);
    JobId second = submit(1, "eu").get(0);
    await(second, view -> view.waitsFor() != null);
    JobId third = submit(1, "eu").get(0);
    await(third, view -> view.waitsFor() != null);

    JobId other = submit(1, "us").get(0);

    await(other, JobStatus.RUNNING);
    assertThat(view(second).message()).isEqualTo("waits");
    work.pause(false);
    await(third, JobStatus.SUCCEEDED);
    assertThat(work.order()).containsSubsequence(first, second, third);
    assertThat(work.most()).isEqualTo(2);
  }

  @Test
  void whatIsTooMuchIsRefusedAndToldWhoIsThere() {
    LimitedWork work = work(SHORT, 1, LimitPolicy.REFUSE);
    work.pause(true);
    JobId first = submit(1, "eu").get(0);
    await(first, JobStatus.RUNNING);

    JobId second = submit(1, "eu").get(0);

    JobView refused = await(second, JobStatus.REJECTED);
    assertThat(refused.message())
        .isEqualTo(
            "limit '%s/Region=eu': no more than 1 may be under way at once, and there is job %s"
                .formatted(name, first));
    work.pause(false);
    await(first, JobStatus.SUCCEEDED);
    await(submit(1, "eu").get(0), JobStatus.SUCCEEDED);
  }

  @Test
  void theNewestReplacesWhatIsUnderWayAndWhatWaits() {
    LimitedWork work = work(SHORT, 1, LimitPolicy.REPLACE);
    work.pause(true);
    JobId first = submit(1, "eu").get(0);
    await(first, JobStatus.RUNNING);

    JobId second = submit(1, "eu").get(0);
    await(first, view -> view.cancel() != null);
    JobId third = submit(1, "eu").get(0);

    assertThat(await(second, JobStatus.CANCELLED).message())
        .isEqualTo("cancelled by limit %s/Region=eu: replaced by job %s".formatted(name, third));
    assertThat(view(third).status()).as("the first has not ended").isEqualTo(JobStatus.PENDING);
    work.pause(false);
    await(third, JobStatus.SUCCEEDED);
    assertThat(view(first).status().isTerminal()).isTrue();
    assertThat(work.order()).containsExactly(first, third);
  }

  @Test
  void noMoreAreLetThroughInATimeThanTheRateSays() {
    Duration per = Duration.ofMillis(1_500);
    LimitedWork work = work(SHORT, null, new Rate(3, per));

    submit(8, "eu").forEach(job -> await(job, JobStatus.SUCCEEDED));

    List<Instant> starts = work.starts();
    assertThat(starts).hasSize(8);
    for (int i = 3; i < starts.size(); i++) {
      // A record is written a little after it was decided on.
      assertThat(Duration.between(starts.get(i - 3), starts.get(i)))
          .isGreaterThan(per.minusMillis(500));
    }
  }

  @Test
  void aJobThatWaitsIsCancelledAtOnceAndNeverRuns() {
    LimitedWork work = work(SHORT, 1, LimitPolicy.QUEUE);
    work.pause(true);
    await(submit(1, "eu").get(0), JobStatus.RUNNING);
    JobId second = submit(1, "eu").get(0);
    await(second, view -> view.waitsFor() != null);

    cluster.report(
        new JobEvent.CancelRequested(
            new Envelope(second, 1, 1, new FakeWorker("ops", "i1").origin(), 1, FakeWorker.AT),
            "ops",
            null));

    await(second, JobStatus.CANCELLED);
    work.pause(false);
    JobId third = submit(1, "eu").get(0);
    await(third, JobStatus.SUCCEEDED);
    assertThat(work.order()).doesNotContain(second);
  }

  @Test
  void aPlaceStaysWithTheJobWhoseWorkerDiedAndIsFreeOnceItsNextAttemptHasEnded() {
    LimitedWork work = work(SHORT, 1, LimitPolicy.QUEUE);
    work.pause(true);
    JobId first = submit(1, "eu").get(0);
    await(first, JobStatus.RUNNING);
    JobId second = submit(1, "eu").get(0);
    await(second, view -> view.waitsFor() != null);

    work.kill();
    await(first, view -> view.attempt() == 2 && view.status() == JobStatus.RUNNING);
    assertThat(view(second).waitsFor()).isNotNull();
    work.pause(false);

    await(second, JobStatus.SUCCEEDED);
    assertThat(view(first).status()).isEqualTo(JobStatus.SUCCEEDED);
    assertThat(work.order()).containsExactly(first, first, second);
    assertThat(work.most()).isEqualTo(1);
  }

  @Test
  void allThatWaitAreLetThroughWhenTheLimitIsTakenAway() {
    LimitedWork work = work(Duration.ofSeconds(30), 1, LimitPolicy.QUEUE);
    List<JobId> jobs = submit(4, "eu");
    await(jobs.get(0), view -> view.waitsFor() != null || view.startedAt() != null);

    cluster.publish(template(JobLimits.NONE));

    jobs.forEach(job -> await(job, JobStatus.RUNNING));
    assertThat(work.most()).isEqualTo(4);
  }

  private LimitedWork work(Duration run, int max, LimitPolicy policy) {
    return work(run, new Concurrency(max, List.of("Region"), policy), null);
  }

  private LimitedWork work(Duration run, @Nullable Concurrency concurrency, @Nullable Rate rate) {
    LimitedWork work = new LimitedWork(cluster, template(new JobLimits(concurrency, rate)), run);
    open.add(work);
    return work;
  }

  private Template template(JobLimits limits) {
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
            List.of(REGION),
            new Operation("noop", Map.of()))
        .limited(limits);
  }

  private List<JobId> submit(int count, String region) {
    List<JobId> jobs =
        IntStream.range(0, count).mapToObj(i -> new JobId(UUID.randomUUID())).toList();
    jobs.forEach(
        job ->
            cluster.submit(
                JobRequest.forTemplate(name)
                    .withId(job)
                    .withVariables(Map.of("Region", Value.of(region)), Map.of())));
    return jobs;
  }

  private JobView view(JobId job) {
    return views.find(job).orElseThrow();
  }

  private JobView await(JobId job, JobStatus status) {
    return await(job, view -> view.status() == status);
  }

  private JobView await(JobId job, Predicate<JobView> condition) {
    return Objects.requireNonNull(
        Await.value("job " + job, () -> views.find(job).filter(condition)));
  }
}
