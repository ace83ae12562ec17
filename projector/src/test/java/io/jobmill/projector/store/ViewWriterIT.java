// SPDX-License-Identifier: Apache-2.0
package io.jobmill.projector.store;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.model.Filters;
import io.jobmill.event.JobEvent;
import io.jobmill.job.JobId;
import io.jobmill.job.JobRequest;
import io.jobmill.job.Pool;
import io.jobmill.job.QueuePoint;
import io.jobmill.projector.FakeWorker;
import io.jobmill.projector.metrics.ProjectorListener;
import io.jobmill.projector.projection.FoldedJob;
import io.jobmill.projector.projection.PlacedEvent;
import io.jobmill.projector.projection.Position;
import io.jobmill.store.JobViews;
import io.jobmill.store.ViewDatabase;
import io.jobmill.testkit.infrastructure.MongoServer;
import io.jobmill.testkit.infrastructure.WithMongo;
import io.jobmill.view.JobView;
import io.jobmill.view.Run;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@WithMongo
class ViewWriterIT {

  private static final Instant START = Instant.parse("2026-03-01T12:00:00Z");

  private final JobId id = new JobId(UUID.randomUUID());
  private final JobRequest request = JobRequest.forTemplate("sleep").withId(id);
  private final QueuePoint point = new QueuePoint(Pool.DEFAULT, 0, 7);
  private final FakeWorker worker = new FakeWorker("w1", "i1");
  private final PlacedEvent received = placed(0, worker.received(request, point));
  private final PlacedEvent started = placed(1, worker.started(request, point, 1));
  private final PlacedEvent succeeded = placed(2, worker.succeeded(request, point, 1));
  private final MongoClient client;
  private final ViewDatabase database;
  private final JobViews views;
  private final ViewWriter writer;

  ViewWriterIT(MongoServer mongo) {
    this.client = MongoClients.create(mongo.uri());
    this.database = new ViewDatabase(client, mongo.database());
    this.views = new JobViews(database);
    this.writer = new ViewWriter(database, ProjectorListener.NONE);
    database.ensureIndexes();
  }

  @AfterEach
  void close() {
    client.close();
  }

  @Test
  void aJobWhoseWholeLifeIsInOneBatchIsInserted() {
    FoldedJob job = folded(null, received, started, succeeded);

    assertThat(writer.write(List.of(job))).isEmpty();

    assertThat(views.find(id)).contains(job.after());
    assertThat(rows()).containsExactlyElementsOf(job.after().runs());
    assertThat(views.result(id, job.after().runs().get(0))).isPresent();
  }

  @Test
  void aStaleOwnerChangesNothingAndIsTold() {
    FoldedJob first = folded(null, received);
    FoldedJob stale = folded(first.after(), started);
    FoldedJob newer = folded(first.after(), started, succeeded);
    writer.write(List.of(first));
    writer.write(List.of(newer));

    assertThat(writer.write(List.of(stale))).containsExactly(id);
    assertThat(writer.write(List.of(first))).containsExactly(id);

    assertThat(views.find(id)).contains(newer.after());
    assertThat(rows()).containsExactlyElementsOf(newer.after().runs());
  }

  @Test
  void oneOutdoneJobDoesNotKeepTheOthersFromBeingWritten() {
    FoldedJob mine = folded(null, received);
    JobId otherId = new JobId(UUID.randomUUID());
    JobRequest otherRequest = request.withId(otherId);
    FoldedJob other = folded(null, placed(5, worker.received(otherRequest, point)));
    writer.write(List.of(mine));

    assertThat(writer.write(List.of(mine, other))).containsExactly(id);

    assertThat(views.find(otherId)).contains(other.after());
  }

  @Test
  void rowsThatACrashLeftOutAreWrittenWhenTheEventsComeAgain() {
    FoldedJob job = folded(null, received, started, succeeded);
    writer.write(List.of(job));
    database.runs().deleteMany(Filters.empty());

    assertThat(writer.write(List.of(folded(job.after(), received, started, succeeded)))).isEmpty();

    assertThat(rows()).containsExactlyElementsOf(job.after().runs());
  }

  @Test
  void aRowNeverGoesBackToAnEarlierState() {
    FoldedJob first = folded(null, received, started);
    FoldedJob second = folded(first.after(), succeeded);
    writer.write(List.of(first));
    writer.write(List.of(second));

    new RowWriter(database).write(List.of(first));

    assertThat(rows()).containsExactlyElementsOf(second.after().runs());
  }

  private List<Run> rows() {
    List<Run> rows = new ArrayList<>();
    database.runs().find().forEach(row -> rows.add(row.run()));
    return rows.stream().filter(row -> row.claim().offset() == 7).toList();
  }

  private static FoldedJob folded(@Nullable JobView before, PlacedEvent... events) {
    return FoldedJob.of(before, List.of(events)).orElseThrow();
  }

  private static PlacedEvent placed(int offset, JobEvent event) {
    return new PlacedEvent(event, new Position(3, offset, START.plusSeconds(offset)));
  }
}
