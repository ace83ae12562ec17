// SPDX-License-Identifier: Apache-2.0
package io.jobmill.store;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Projections;
import io.jobmill.job.JobId;
import io.jobmill.view.JobView;
import io.jobmill.view.Run;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.bson.Document;

/**
 * Read access to views and results. Thread-safe; every method throws MongoException where the store
 * is away.
 */
public final class JobViews {

  private final ViewDatabase database;

  public JobViews(ViewDatabase database) {
    this.database = database;
  }

  public Optional<JobView> find(JobId id) {
    return Optional.ofNullable(database.jobs().find(Filters.eq(Fields.ID, id.toString())).first());
  }

  /** The views there are, by id; a job without a view is absent. */
  public Map<JobId, JobView> findAll(Collection<JobId> ids) {
    Map<JobId, JobView> found = new HashMap<>();
    database
        .jobs()
        .find(Filters.in(Fields.ID, ids.stream().map(JobId::toString).toList()))
        .forEach(view -> found.put(view.id(), view));
    return found;
  }

  /** Which of these jobs have a view. */
  public Set<JobId> existing(Collection<JobId> ids) {
    Set<JobId> found = new HashSet<>();
    database
        .jobs()
        .withDocumentClass(Document.class)
        .find(Filters.in(Fields.ID, ids.stream().map(JobId::toString).toList()))
        .projection(Projections.include(Fields.ID))
        .forEach(view -> found.add(JobId.of(view.getString(Fields.ID))));
    return found;
  }

  /** What the run handed back, if it did and it is still kept. */
  public Optional<StoredResult> result(JobId id, Run run) {
    return Optional.ofNullable(
            database.results().find(Filters.eq(Fields.ID, StorageIds.result(id, run))).first())
        .map(
            found ->
                new StoredResult(
                    found.getString(Fields.TEXT), found.getBoolean(Fields.TRUNCATED, false)));
  }

  /**
   * A result as it is kept.
   *
   * @param truncated whether more was handed back than is kept
   */
  public record StoredResult(String text, boolean truncated) {}
}
