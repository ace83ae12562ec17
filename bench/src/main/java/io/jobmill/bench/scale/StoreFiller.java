// SPDX-License-Identifier: Apache-2.0
package io.jobmill.bench.scale;

import com.mongodb.client.MongoClients;
import com.mongodb.client.model.Aggregates;
import com.mongodb.client.model.Projections;
import io.jobmill.job.JobId;
import io.jobmill.projector.metrics.ProjectorListener;
import io.jobmill.projector.projection.FoldedJob;
import io.jobmill.projector.store.ViewWriter;
import io.jobmill.store.Fields;
import io.jobmill.store.ViewDatabase;
import io.jobmill.view.Run;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.bson.Document;

/** Puts generated jobs into a store, and remembers some of them to ask for. */
final class StoreFiller {

  private static final int BATCH = 2_000;
  private static final int SAMPLED = 1_000;

  private StoreFiller() {}

  /** Jobs that are in the store, of all ages. */
  record Sample(List<JobId> jobs, List<Long> historyIds) {}

  /** Some of the jobs that are in the store already; of none, nothing. */
  static Sample sampled(String mongoUri, String name) {
    var sample = new Sample(new ArrayList<>(), new ArrayList<>());
    var some =
        List.of(Aggregates.sample(SAMPLED), Aggregates.project(Projections.include(Fields.ID)));
    try (var client = MongoClients.create(mongoUri)) {
      var database = new ViewDatabase(client, name);
      database
          .jobs()
          .aggregate(some, Document.class)
          .forEach(job -> sample.jobs().add(JobId.of(job.getString(Fields.ID))));
      database
          .runs()
          .aggregate(some, Document.class)
          .forEach(run -> sample.historyIds().add(run.getLong(Fields.ID)));
    }
    return sample;
  }

  static Sample fill(String mongoUri, String name, EndedJobs jobs, long total) {
    var sample = new Sample(new ArrayList<>(), new ArrayList<>());
    var random = new SplittableRandom(total);
    try (var client = MongoClients.create(mongoUri)) {
      var database = new ViewDatabase(client, name);
      database.ensureIndexes();
      var writer = new ViewWriter(database, ProjectorListener.NONE);
      while (jobs.hasNext()) {
        List<FoldedJob> batch = new ArrayList<>(BATCH);
        while (jobs.hasNext() && batch.size() < BATCH) {
          FoldedJob job = jobs.next();
          batch.add(job);
          if (random.nextLong(total) < SAMPLED) {
            sample.jobs().add(job.after().id());
            job.after().runs().stream().map(Run::historyId).forEach(sample.historyIds()::add);
          }
        }
        var outdone = writer.write(batch);
        if (!outdone.isEmpty()) {
          throw new IllegalStateException(
              "the store is not empty: %d of the jobs are there".formatted(outdone.size()));
        }
      }
    }
    return sample;
  }
}
