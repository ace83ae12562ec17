// SPDX-License-Identifier: Apache-2.0
package io.jobmill.gateway.query;

import io.jobmill.event.LogChunk;
import io.jobmill.job.JobId;
import io.jobmill.kafka.EventPartition;
import io.jobmill.store.JobViews;
import io.jobmill.store.JobViews.StoredResult;
import io.jobmill.store.LogChunks;
import io.jobmill.store.ViewDatabase;
import io.jobmill.store.Watermarks;
import io.jobmill.view.JobView;
import io.jobmill.view.Run;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The read model in MongoDB. */
final class MongoStoredJobs implements StoredJobs {

  private final StoreQuestions questions;
  private final JobViews views;
  private final LogChunks chunks;
  private final Watermarks watermarks;

  MongoStoredJobs(StoreQuestions questions, ViewDatabase database) {
    this.questions = questions;
    this.views = new JobViews(database);
    this.chunks = new LogChunks(database);
    this.watermarks = new Watermarks(database);
  }

  @Override
  public Optional<JobView> find(JobId id) {
    return questions.ask(() -> views.find(id));
  }

  @Override
  public Optional<StoredResult> result(JobId id, Run run) {
    return questions.ask(() -> views.result(id, run));
  }

  @Override
  public List<LogChunk> chunks(JobId id, Run run, int first, int most) {
    return questions.ask(() -> chunks.read(id, run, first, most));
  }

  @Override
  public Optional<Instant> projectedThrough(JobId id) {
    return questions.ask(() -> watermarks.through(EventPartition.of(id)));
  }
}
