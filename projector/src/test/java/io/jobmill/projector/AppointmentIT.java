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
import io.jobmill.job.Pool;
import io.jobmill.job.QueuePoint;
import io.jobmill.job.Value;
import io.jobmill.projector.metrics.ProjectorListener;
import io.jobmill.schedule.ScheduleRecord.Appointment;
import io.jobmill.store.JobViews;
import io.jobmill.store.ViewDatabase;
import io.jobmill.testkit.infrastructure.KafkaServer;
import io.jobmill.testkit.infrastructure.MongoServer;
import io.jobmill.testkit.infrastructure.WithKafka;
import io.jobmill.testkit.infrastructure.WithMongo;
import io.jobmill.testkit.time.Await;
import io.jobmill.view.JobView;
import io.jobmill.wire.JobRequestCodec;
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

/** Jobs whose time is further away than events are kept. */
@WithKafka
@WithMongo
class AppointmentIT {

  private final JobId id = new JobId(UUID.randomUUID());
  private final FakeWorker worker = new FakeWorker("w-" + id, "i1");
  private final KafkaServer kafka;
  private final MongoServer mongo;
  private final Cluster cluster;
  private final MongoClient client;
  private final JobViews views;
  private RunningProjector projector;

  AppointmentIT(KafkaServer kafka, MongoServer mongo) {
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
  void aJobIsKeptWhileItsTimeIsFarAway() {
    JobId near = new JobId(UUID.randomUUID());
    defer(near, now().plus(Duration.ofDays(6)));
    defer(id, now().plus(Duration.ofDays(30)));
    Await.until("kept", () -> kept(id).isPresent());

    projector.close();
    projector = start();
    JobId other = new JobId(UUID.randomUUID());
    defer(other, now().plus(Duration.ofDays(8)));
    Await.until("the other is kept", () -> kept(other).isPresent());

    Appointment appointment = kept(id).orElseThrow();
    assertThat(appointment.request().variables()).containsEntry("A", Value.of("x"));
    assertThat(appointment.due()).isEqualTo(view(id).dueAt());
    assertThat(view(id).status()).isEqualTo(JobStatus.SCHEDULED);
    assertThat(kept(near)).isEmpty();
  }

  @Test
  void aJobThatIsCancelledIsLetGo() {
    defer(id, now().plus(Duration.ofDays(30)));
    Await.until("kept", () -> kept(id).isPresent());

    cluster.report(
        new JobEvent.CancelRequested(
            new Envelope(id, 1, 1, worker.origin(), 99, FakeWorker.AT), "ops", null));

    Await.until("let go", () -> kept(id).isEmpty());
    assertThat(view(id).status()).isEqualTo(JobStatus.CANCELLED);
  }

  @Test
  void aJobWhoseEventsAreGoneIsPutBackAndRunsAtItsTime() {
    JobId far = new JobId(UUID.randomUUID());
    Instant month = now().plus(Duration.ofDays(30));
    keep(far, month);
    keep(id, now());

    Await.until("put back", () -> views.find(far).isPresent());
    assertThat(view(far).status()).isEqualTo(JobStatus.SCHEDULED);
    assertThat(view(far).dueAt()).isEqualTo(month);
    assertThat(view(far).request().variables()).containsEntry("A", Value.of("x"));

    Await.until("asked for", () -> asked(id));
    Await.until("let go", () -> kept(id).isEmpty());
    assertThat(kept(far)).isPresent();
  }

  private RunningProjector start() {
    return RunningProjector.start(kafka, mongo, ProjectorListener.NONE);
  }

  private void defer(JobId job, Instant until) {
    JobRequest request = request(job).withRunAt(until);
    QueuePoint point = cluster.submit(request);
    cluster.report(worker.deferred(request, point, until));
    Await.until(
        "scheduled",
        () -> views.find(job).filter(v -> v.status() == JobStatus.SCHEDULED).isPresent());
  }

  private void keep(JobId job, Instant due) {
    Appointment appointment = new Appointment(job, request(job), Pool.DEFAULT, due);
    cluster.send(
        cluster.topics().schedules(),
        appointment.key().getBytes(StandardCharsets.UTF_8),
        ScheduleCodec.encode(appointment));
  }

  private static JobRequest request(JobId job) {
    return JobRequest.forTemplate("ablast")
        .withId(job)
        .withVariables(Map.of("A", Value.of("x")), Map.of());
  }

  private JobView view(JobId job) {
    return views.find(job).orElseThrow();
  }

  private Optional<Appointment> kept(JobId job) {
    Map<String, Appointment> found = new HashMap<>();
    cluster
        .read(cluster.topics().schedules())
        .forEach(
            record -> {
              String key = new String(record.key(), StandardCharsets.UTF_8);
              if (record.value() == null) {
                found.remove(key);
              } else if (ScheduleCodec.decode(record.value()) instanceof Appointment appointment) {
                found.put(key, appointment);
              }
            });
    return Optional.ofNullable(found.get(Appointment.key(job)));
  }

  private boolean asked(JobId job) {
    String queue = cluster.topics().queue(Pool.DEFAULT);
    return cluster.read(queue).stream()
        .map(
            record ->
                JobRequestCodec.decode(queue, 0, record.offset(), record.key(), record.value()))
        .anyMatch(
            request ->
                Objects.equals(request.id(), job) && request.ask() == 2 && !isLater(request));
  }

  private static boolean isLater(JobRequest request) {
    return request.runAt() != null;
  }

  private static Instant now() {
    return Instant.now().truncatedTo(ChronoUnit.MILLIS);
  }
}
