// SPDX-License-Identifier: Apache-2.0
package io.jobmill.projector.store;

import static io.jobmill.job.JobStatus.PENDING;
import static io.jobmill.job.JobStatus.RUNNING;
import static io.jobmill.job.JobStatus.SUCCEEDED;
import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import io.jobmill.event.Envelope;
import io.jobmill.event.JobEvent;
import io.jobmill.event.Origin;
import io.jobmill.job.JobId;
import io.jobmill.job.JobRequest;
import io.jobmill.job.Pool;
import io.jobmill.job.QueuePoint;
import io.jobmill.projector.FakeWorker;
import io.jobmill.projector.metrics.ProjectorListener;
import io.jobmill.projector.projection.FoldedJob;
import io.jobmill.projector.projection.PlacedEvent;
import io.jobmill.projector.projection.Position;
import io.jobmill.store.JobCounts;
import io.jobmill.store.ViewDatabase;
import io.jobmill.testkit.infrastructure.MongoServer;
import io.jobmill.testkit.infrastructure.WithMongo;
import io.jobmill.view.JobView;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@WithMongo
class StatusTallyIT {

  private static final Instant START = Instant.parse("2026-03-01T12:00:00Z");
  private static final int PARTITION = 3;
  private static final QueuePoint POINT = new QueuePoint(Pool.DEFAULT, 0, 7);

  private final FakeWorker worker = new FakeWorker("w1", "i1");
  private final MongoClient client;
  private final ViewDatabase database;
  private final ViewWriter writer;
  private final JobCounts counts;
  private final StatusTally tally;

  StatusTallyIT(MongoServer mongo) {
    this.client = MongoClients.create(mongo.uri());
    this.database = new ViewDatabase(client, mongo.database());
    this.writer = new ViewWriter(database, ProjectorListener.NONE);
    this.counts = new JobCounts(database);
    this.tally = new StatusTally(database);
    database.ensureIndexes();
  }

  @BeforeEach
  void takeOver() {
    database.jobs().deleteMany(new org.bson.Document());
    database.statusCounts().deleteMany(new org.bson.Document());
    tally.assigned(Map.of(PARTITION, 0L));
    tally.prepare(true);
  }

  @AfterEach
  void close() {
    client.close();
  }

  @Test
  void followsAJobFromStatusToStatus() {
    FoldedJob pending = project(null, received(request()));
    assertThat(counts.byStatus()).containsOnly(Map.entry(PENDING, 1L));

    FoldedJob running = project(pending.after(), started(pending.after().request()));
    assertThat(counts.byStatus()).containsOnly(Map.entry(RUNNING, 1L));

    project(running.after(), succeeded(running.after().request()));
    assertThat(counts.byStatus()).containsOnly(Map.entry(SUCCEEDED, 1L));
  }

  @Test
  void tellsTemplatesApart() {
    project(null, received(request()));
    project(null, received(JobRequest.forTemplate("Other").withId(new JobId(UUID.randomUUID()))));

    assertThat(counts.byStatus(template -> template.equals("other"))).contains(Map.of(PENDING, 1L));
    assertThat(counts.byStatus(template -> !template.equals("other")))
        .contains(Map.of(PENDING, 1L));
    assertThat(counts.byStatus(template -> false)).contains(Map.of());
    assertThat(counts.byStatus()).containsOnly(Map.entry(PENDING, 2L));
  }

  @Test
  void aNewOwnerTellsTemplatesApartAsWell() {
    project(null, received(request()));
    StatusTally other = new StatusTally(database);
    other.assigned(Map.of(PARTITION, 9L));
    other.prepare(false);
    other.write(Map.of());

    assertThat(counts.byStatus("sleep"::equals)).contains(Map.of(PENDING, 1L));
    assertThat(counts.byStatus(template -> !template.equals("sleep"))).contains(Map.of());
  }

  @Test
  void leavesOutWhatIsDeletedOrRemoved() {
    FoldedJob deleted = project(null, received(request()));
    project(deleted.after(), placed(5, deleted(deleted.after().id())));
    JobRequest request = request();
    FoldedJob removed = project(null, received(request), started(request), succeeded(request));

    int gone = new JobRemover(database, tally).remove(Set.of(removed.after().id()));
    tally.write(Map.of());

    assertThat(gone).isEqualTo(1);
    assertThat(counts.byStatus()).isEmpty();
  }

  @Test
  void aNewOwnerCountsWhatIsStored() {
    project(null, received(request()));
    JobRequest request = request();
    project(null, received(request), started(request));
    FoldedJob deleted = project(null, received(request()));
    project(deleted.after(), placed(5, deleted(deleted.after().id())));
    database.statusCounts().deleteMany(new org.bson.Document());

    StatusTally other = new StatusTally(database);
    other.assigned(Map.of(PARTITION, 9L));
    assertThat(other.isDue()).isTrue();
    other.prepare(false);
    other.write(Map.of());

    assertThat(counts.byStatus()).containsOnly(Map.entry(PENDING, 1L), Map.entry(RUNNING, 1L));
    assertThat(other.isDue()).isFalse();
  }

  @Test
  void anOwnerWhoIsBehindDoesNotReplaceWhatANewerOneWrote() {
    project(null, received(request()));
    StatusTally newer = new StatusTally(database);
    newer.assigned(Map.of(PARTITION, 100L));
    newer.prepare(false);
    newer.write(Map.of());

    tally.stored(List.of(folded(null, received(request()))));
    tally.write(Map.of(PARTITION, 50L));

    assertThat(counts.byStatus()).containsOnly(Map.entry(PENDING, 1L));
  }

  @Test
  void whatMayHaveBeenCountedAlreadyIsCountedAnewWhenThereIsTime() {
    FoldedJob job = folded(null, received(request()));
    writer.write(List.of(job));

    // The write was repeated: by now the job is stored as these events make it.
    tally.stored(List.of(new FoldedJob(job.after(), job.after(), job.events())));
    tally.prepare(false);
    tally.write(Map.of(PARTITION, 1L));
    assertThat(counts.byStatus()).isEmpty();
    assertThat(tally.isDue()).isTrue();
    tally.prepare(true);
    tally.write(Map.of());

    assertThat(counts.byStatus()).containsOnly(Map.entry(PENDING, 1L));
  }

  private FoldedJob project(@Nullable JobView before, PlacedEvent... events) {
    FoldedJob job = folded(before, events);
    assertThat(writer.write(List.of(job))).isEmpty();
    tally.stored(List.of(job));
    tally.write(Map.of(PARTITION, job.after().applied() + 1));
    return job;
  }

  private static FoldedJob folded(@Nullable JobView before, PlacedEvent... events) {
    return FoldedJob.of(before, List.of(events)).orElseThrow();
  }

  private static JobRequest request() {
    return JobRequest.forTemplate("sleep").withId(new JobId(UUID.randomUUID()));
  }

  private PlacedEvent received(JobRequest request) {
    return placed(0, worker.received(request, POINT));
  }

  private PlacedEvent started(JobRequest request) {
    return placed(1, worker.started(request, POINT, 1));
  }

  private PlacedEvent succeeded(JobRequest request) {
    return placed(2, worker.succeeded(request, POINT, 1));
  }

  private static JobEvent deleted(JobId id) {
    return new JobEvent.Deleted(
        new Envelope(id, 1, 1, new Origin("gateway", "i1"), 1, START), "key:ops");
  }

  private static PlacedEvent placed(int offset, JobEvent event) {
    return new PlacedEvent(event, new Position(PARTITION, offset, START.plusSeconds(offset)));
  }
}
