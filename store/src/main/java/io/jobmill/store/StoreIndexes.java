// SPDX-License-Identifier: Apache-2.0
package io.jobmill.store;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import io.jobmill.view.JobView;
import java.util.List;
import org.bson.conversions.Bson;

/**
 * The indexes that questions are answered from. Each costs every job that is projected, so there is
 * one only for what picks out few of many; whatever else is asked is looked for in their order.
 */
final class StoreIndexes {

  /** What a list of jobs is filtered by; the newest come first. */
  private static final List<String> JOBS_BY = List.of(Fields.TEMPLATE_KEY, Fields.POOL);

  /** What a list of history rows is filtered by; the ids ascend in time. */
  private static final List<String> RUNS_BY =
      List.of(
          Fields.SERIES, Fields.JOB_TYPE_KEY, Fields.WORKER, Fields.HOSTNAME_KEY, Fields.STATUS);

  /** Everything that counting jobs looks at, so that it never looks at a document. */
  static final Bson BY_STATUS =
      Indexes.compoundIndex(
          Indexes.ascending(Fields.STATUS),
          Indexes.descending(Fields.QUEUED_AT, Fields.ID),
          Indexes.ascending(Fields.PARTITION, Fields.HIDDEN, Fields.TEMPLATE_KEY));

  private final MongoCollection<JobView> jobs;
  private final MongoCollection<HistoryRow> runs;

  StoreIndexes(MongoCollection<JobView> jobs, MongoCollection<HistoryRow> runs) {
    this.jobs = jobs;
    this.runs = runs;
  }

  /**
   * @param embedded whether the store uses an index only for equality on exactly its keys
   */
  void ensure(boolean embedded) {
    jobs.createIndex(Indexes.ascending(Fields.ACTIVE), new IndexOptions().sparse(true));
    // Most jobs have no limit, and cost these nothing.
    jobs.createIndex(Indexes.ascending(Fields.PLACE), new IndexOptions().sparse(true));
    if (embedded) {
      jobs.createIndex(Indexes.ascending(Fields.DECIDER), new IndexOptions().sparse(true));
      jobs.createIndex(Indexes.ascending(Fields.WAITS_FOR), new IndexOptions().sparse(true));
      return;
    }
    jobs.createIndex(
        Indexes.ascending(Fields.DECIDER, Fields.WAITS_FOR), new IndexOptions().sparse(true));
    jobs.createIndex(
        Indexes.ascending(Fields.WAITS_FOR, Fields.QUEUED_AT, Fields.ID),
        new IndexOptions().partialFilterExpression(Filters.exists(Fields.WAITS_FOR)));
    jobs.createIndex(newestFirst());
    jobs.createIndex(BY_STATUS);
    // Few of many jobs are, so that the others cost nothing.
    jobs.createIndex(
        Indexes.compoundIndex(Indexes.ascending(Fields.EXHAUSTED), newestFirst()),
        new IndexOptions().partialFilterExpression(Filters.eq(Fields.EXHAUSTED, true)));
    JOBS_BY.forEach(
        field -> jobs.createIndex(Indexes.compoundIndex(Indexes.ascending(field), newestFirst())));
    RUNS_BY.forEach(field -> runs.createIndex(Indexes.ascending(field, Fields.ID)));
  }

  private static Bson newestFirst() {
    return Indexes.compoundIndex(
        Indexes.descending(Fields.QUEUED_AT, Fields.ID), Indexes.ascending(Fields.HIDDEN));
  }
}
