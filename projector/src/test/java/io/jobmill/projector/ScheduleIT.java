// SPDX-License-Identifier: Apache-2.0
package io.jobmill.projector;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import io.jobmill.job.JobId;
import io.jobmill.job.JobRequest;
import io.jobmill.job.JobStatus;
import io.jobmill.job.Pool;
import io.jobmill.job.Value;
import io.jobmill.projector.metrics.ProjectorListener;
import io.jobmill.schedule.Schedule;
import io.jobmill.schedule.Schedule.Daily;
import io.jobmill.schedule.Schedule.Interval;
import io.jobmill.schedule.Schedule.Once;
import io.jobmill.schedule.ScheduleRecord;
import io.jobmill.schedule.ScheduleRecord.Definition;
import io.jobmill.schedule.ScheduleRecord.Progress;
import io.jobmill.secret.SecretKeyring;
import io.jobmill.store.JobViews;
import io.jobmill.store.ViewDatabase;
import io.jobmill.testkit.infrastructure.KafkaServer;
import io.jobmill.testkit.infrastructure.MongoServer;
import io.jobmill.testkit.infrastructure.WithKafka;
import io.jobmill.testkit.infrastructure.WithMongo;
import io.jobmill.testkit.time.Await;
import io.jobmill.view.JobView;
import io.jobmill.wire.ScheduleCodec;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Time is moved by when a schedule says that it was made: long ago, a moment ago. */
@WithKafka
@WithMongo
class ScheduleIT {

  private final JobId id = new JobId(UUID.randomUUID());
  private final SecretKeyring keyring = new SecretKeyring(RunningProjector.SECRET);
  private final KafkaServer kafka;
  private final MongoServer mongo;
  private final Cluster cluster;
  private final MongoClient client;
  private final JobViews views;
  private RunningProjector projector;

  ScheduleIT(KafkaServer kafka, MongoServer mongo) {
    this.kafka = kafka;
    this.mongo = mongo;
    this.cluster = new Cluster(kafka);
    this.client = MongoClients.create(mongo.uri());
    this.views = new JobViews(new ViewDatabase(client, mongo.database()));
    this.projector = start();
  }

  @AfterEach
  void stop() {
    projector.close();
    cluster.close();
    client.close();
  }

  @Test
  void aScheduleThatWasMissedForDaysMakesOneJobAndGoesOn() {
    Instant yesterday = now().minus(Duration.ofDays(3));
    Daily daily = new Daily(yesterday);
    define(daily, yesterday);

    JobView job = await(JobId.ofOccurrence(id, yesterday));
    Progress progress = await("moved on", false);

    assertThat(job.request().series()).isEqualTo(id);
    assertThat(job.request().schedule()).isEqualTo(daily.text());
    assertThat(job.request().submittedBy()).isEqualTo("deploys");
    assertThat(
            keyring.open(job.id(), "Password", job.request().sealed().getOrDefault("Password", "")))
        .isEqualTo(Value.of("hunter2"));
    assertThat(progress.due()).isAfter(now());
    assertThat(progress.previous()).isEqualTo(job.id());
  }

  @Test
  void aScheduleOutlivesARestartWithoutAskingTwice() {
    Instant made = now().minusSeconds(1);
    define(new Interval(30), made);
    await(JobId.ofOccurrence(id, made));
    Progress progress = await("moved on", false);

    projector.close();
    projector = start();
    JobId other = new JobId(UUID.randomUUID());
    define(other, new Interval(30), made);
    await(JobId.ofOccurrence(other, made));

    assertThat(progress()).contains(progress);
    assertThat(requests(JobId.ofOccurrence(id, made))).isEqualTo(1);
    assertThat(progress.due()).isEqualTo(made.plus(Duration.ofMinutes(30)));
  }

  @Test
  void aJobIsLeftOutWhileTheOneBeforeHasNotEnded() {
    Instant due = now().minusSeconds(60);
    JobId running = new JobId(UUID.randomUUID());
    cluster.submit(JobRequest.forTemplate("ablast").withId(running));
    await(running);

    define(new Daily(now().plus(Duration.ofHours(1))), now());
    note(new Progress(id, due, false, running, null, null));

    Await.until("left out", () -> progress().filter(p -> p.due().isAfter(due)).isPresent());
    assertThat(progress().orElseThrow().previous()).isEqualTo(running);
    assertThat(views.find(JobId.ofOccurrence(id, due))).isEmpty();
  }

  @Test
  void whatRunsOnceLeavesNothingBehind() {
    Instant due = now().minusSeconds(5);
    define(new Once(due), due);

    JobView job = await(JobId.ofOccurrence(id, due));

    assertThat(job.status()).isEqualTo(JobStatus.PENDING);
    Await.until("taken away", () -> !topic().containsKey(id.toString()));
    assertThat(requests(job.id())).isEqualTo(1);
  }

  @Test
  void aChangeTakesThePlaceOfWhatIsNotDueYet() {
    Instant soon = now().plus(Duration.ofHours(1));
    Instant later = now().plus(Duration.ofHours(2));
    define(named(new Once(soon), "a", false));
    Await.until("noted", () -> progress().filter(p -> p.due().equals(soon)).isPresent());

    define(named(new Once(later), "b", false));

    Await.until("noted anew", () -> progress().filter(p -> p.due().equals(later)).isPresent());
    assertThat(progress().orElseThrow().revision()).isEqualTo("b");
  }

  @Test
  void oneThatIsPausedMakesNoJobsUntilItIsResumed() {
    Instant due = now().minusSeconds(5);
    define(named(new Once(due), "a", true));
    Await.until("noted", () -> progress().isPresent());
    JobId other = new JobId(UUID.randomUUID());
    define(other, new Once(due), due);
    await(JobId.ofOccurrence(other, due));
    assertThat(progress().orElseThrow().asked()).isFalse();

    define(named(new Once(due), "b", false));

    Await.until("over", () -> progress().filter(p -> p.previous() != null).isPresent());
    assertThat(views.find(Objects.requireNonNull(progress().orElseThrow().previous()))).isPresent();
    assertThat(progress().orElseThrow().due()).isEqualTo(Progress.NEVER);
    // It has a name: only people take it away.
    assertThat(topic()).containsKey(id.toString());
  }

  @Test
  void oneThatIsTakenAwayLeavesNothingToOneOfItsName() {
    define(named(new Daily(now().minusSeconds(60)), "a", false));
    Await.until("noted", () -> progress().isPresent());

    cluster.send(
        cluster.topics().schedules(), id.toString().getBytes(StandardCharsets.UTF_8), null);
    Await.until("forgotten", () -> progress().isEmpty());
    Instant due = now().minusSeconds(5);
    define(named(new Once(due), "b", false));

    Await.until("over", () -> progress().filter(p -> p.due().equals(Progress.NEVER)).isPresent());
  }

  private Definition named(Schedule schedule, String revision, boolean paused) {
    Instant made = Instant.now().truncatedTo(ChronoUnit.MILLIS);
    return new Definition(
        id,
        "nightly",
        schedule,
        ScheduleRecord.Rules.USUAL,
        JobRequest.forTemplate("ablast"),
        Pool.DEFAULT,
        null,
        made,
        new ScheduleRecord.Standing(revision, paused, made, made));
  }

  private void define(Definition definition) {
    send(definition.key(), definition);
  }

  private RunningProjector start() {
    return RunningProjector.start(kafka, mongo, ProjectorListener.NONE);
  }

  private void define(Schedule schedule, Instant made) {
    define(id, schedule, made);
  }

  private void define(JobId of, Schedule schedule, Instant made) {
    JobRequest request =
        JobRequest.forTemplate("ablast")
            .withVariables(
                Map.of("TargetServer", Value.of("ABLSV1")),
                Map.of("Password", keyring.seal(of, "Password", Value.of("hunter2"))))
            .submitted("deploys", made);
    Definition definition = new Definition(of, schedule, request, Pool.DEFAULT, null, made);
    send(definition.key(), definition);
  }

  private void note(Progress progress) {
    send(progress.key(), progress);
  }

  private void send(String key, ScheduleRecord record) {
    cluster.send(
        cluster.topics().schedules(),
        key.getBytes(StandardCharsets.UTF_8),
        ScheduleCodec.encode(record));
  }

  private JobView await(JobId job) {
    Await.until("the job " + job, () -> views.find(job).isPresent());
    return views.find(job).orElseThrow();
  }

  private Progress await(String what, boolean asked) {
    Await.until(what, () -> progress().filter(p -> p.asked() == asked).isPresent());
    return progress().orElseThrow();
  }

  private Optional<Progress> progress() {
    return Optional.ofNullable(topic().get(Progress.key(id))).map(Progress.class::cast);
  }

  private Map<String, ScheduleRecord> topic() {
    Map<String, ScheduleRecord> found = new HashMap<>();
    cluster
        .read(cluster.topics().schedules())
        .forEach(
            record -> {
              String key = new String(record.key(), StandardCharsets.UTF_8);
              if (record.value() == null) {
                found.remove(key);
              } else {
                found.put(key, ScheduleCodec.decode(record.value()));
              }
            });
    return found;
  }

  private long requests(JobId job) {
    return cluster.read(cluster.topics().queue(Pool.DEFAULT)).stream()
        .filter(record -> new String(record.key(), StandardCharsets.UTF_8).equals(job.toString()))
        .count();
  }

  private static Instant now() {
    return Instant.now().truncatedTo(ChronoUnit.SECONDS);
  }
}
