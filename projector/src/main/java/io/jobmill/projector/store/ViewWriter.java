// SPDX-License-Identifier: Apache-2.0
package io.jobmill.projector.store;

import com.mongodb.MongoBulkWriteException;
import com.mongodb.bulk.BulkWriteResult;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.InsertOneModel;
import com.mongodb.client.model.ReplaceOneModel;
import com.mongodb.client.model.WriteModel;
import io.jobmill.job.JobId;
import io.jobmill.projector.metrics.ProjectorListener;
import io.jobmill.projector.metrics.ProjectorListener.Moment;
import io.jobmill.projector.projection.FoldedJob;
import io.jobmill.store.Fields;
import io.jobmill.store.JobViews;
import io.jobmill.store.StorageIds;
import io.jobmill.store.ViewDatabase;
import io.jobmill.view.JobView;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.bson.Document;

/**
 * Writes a batch of folded jobs: first what a reader of the view will ask for next (results), then
 * the views, then the rows of history. A crash in between is made good when the events come again,
 * because their position is written last.
 */
public final class ViewWriter {

  private final ViewDatabase database;
  private final JobViews stored;
  private final RowWriter rows;
  private final ProjectorListener listener;

  public ViewWriter(ViewDatabase database, ProjectorListener listener) {
    this.database = database;
    this.listener = listener;
    this.stored = new JobViews(database);
    this.rows = new RowWriter(database);
  }

  /**
   * Writes what has changed.
   *
   * @return the jobs whose stored view is not the one that was read: nothing was written for them,
   *     they have to be read and folded again
   * @throws com.mongodb.MongoException if the store is away or refuses; any part may be written
   */
  public Set<JobId> write(List<FoldedJob> jobs) {
    Durable.insertMissing(database.results(), results(jobs));
    listener.reached(Moment.RESULTS_WRITTEN);
    Set<JobId> outdone = views(jobs.stream().filter(FoldedJob::changed).toList());
    listener.reached(Moment.VIEWS_WRITTEN);
    rows.write(jobs.stream().filter(job -> !outdone.contains(job.after().id())).toList());
    listener.reached(Moment.ROWS_WRITTEN);
    return outdone;
  }

  private static List<Document> results(List<FoldedJob> jobs) {
    List<Document> documents = new ArrayList<>();
    for (FoldedJob job : jobs) {
      for (FoldedJob.RunResult left : job.results()) {
        Document document =
            new Document(Fields.ID, StorageIds.result(job.after().id(), left.run()))
                .append(Fields.TEXT, left.result().text());
        documents.add(
            left.result().truncated() ? document.append(Fields.TRUNCATED, true) : document);
      }
    }
    return documents;
  }

  private Set<JobId> views(List<FoldedJob> changed) {
    if (changed.isEmpty()) {
      return Set.of();
    }
    List<WriteModel<JobView>> models = new ArrayList<>(changed.size());
    changed.forEach(job -> models.add(model(job)));
    List<FoldedJob> replaced = changed.stream().filter(job -> job.before() != null).toList();
    Set<JobId> outdone = new HashSet<>();
    BulkWriteResult result;
    try {
      result = Durable.of(database.jobs()).bulkWrite(models, Durable.UNORDERED);
    } catch (MongoBulkWriteException e) {
      Durable.duplicates(e).forEach(index -> outdone.add(changed.get(index).after().id()));
      result = e.getWriteResult();
    }
    if (result.getMatchedCount() < replaced.size()) {
      outdone.addAll(differing(replaced));
    }
    return outdone;
  }

  private static WriteModel<JobView> model(FoldedJob job) {
    JobView before = job.before();
    if (before == null) {
      return new InsertOneModel<>(job.after());
    }
    return new ReplaceOneModel<>(
        Filters.and(
            Filters.eq(Fields.ID, before.id().toString()),
            Filters.eq(Fields.APPLIED, before.applied())),
        job.after());
  }

  /** A bulk write only counts what it matched, so who did not match has to be looked up. */
  private Set<JobId> differing(List<FoldedJob> replaced) {
    Map<JobId, JobView> now =
        stored.findAll(replaced.stream().map(job -> job.after().id()).toList());
    Set<JobId> differing = new HashSet<>();
    for (FoldedJob job : replaced) {
      JobView view = now.get(job.after().id());
      if (view == null || view.applied() != job.after().applied()) {
        differing.add(job.after().id());
      }
    }
    return differing;
  }
}
