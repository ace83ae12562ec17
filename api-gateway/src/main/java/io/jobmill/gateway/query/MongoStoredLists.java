// SPDX-License-Identifier: Apache-2.0
package io.jobmill.gateway.query;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.CountOptions;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Projections;
import com.mongodb.client.model.Sorts;
import io.jobmill.gateway.problem.Refusal;
import io.jobmill.job.JobId;
import io.jobmill.job.JobStatus;
import io.jobmill.store.Fields;
import io.jobmill.store.HistoryRow;
import io.jobmill.store.JobCounts;
import io.jobmill.store.ViewDatabase;
import io.jobmill.view.JobView;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;

/** Lists from MongoDB. */
final class MongoStoredLists implements StoredLists {

  /** A question that takes longer is refused, so that nobody can keep the store busy with one. */
  private static final Duration LONGEST = Duration.ofSeconds(5);

  /**
   * Of many, a page is found by an index within this, or whoever goes through them one by one is
   * told so.
   */
  private static final Duration LONGEST_OF_MANY = Duration.ofMillis(35);

  /** A page comes with a count, and both are to come within 50 ms. */
  private static final Duration LONGEST_COUNT_OF_MANY = Duration.ofMillis(10);

  /** Up to so many may be looked through and sorted without an index. */
  private static final int MANY = 100_000;

  private static final Bson NEWEST_FIRST = Sorts.descending(Fields.QUEUED_AT, Fields.ID);

  private final StoreQuestions questions;
  private final ViewDatabase database;

  MongoStoredLists(StoreQuestions questions, ViewDatabase database) {
    this.questions = questions;
    this.database = database;
  }

  @Override
  public List<JobView> jobs(
      JobFilter filter, Visibility visible, @Nullable JobPlace after, int skip, int most) {
    return questions.ask(
        () ->
            database
                .jobs()
                .find(JobQueries.of(filter, visible, after))
                .sort(NEWEST_FIRST)
                .skip(skip)
                .limit(most)
                .maxTime(longest(isMany(database.jobs())), TimeUnit.MILLISECONDS)
                .into(new ArrayList<>()));
  }

  @Override
  public Map<JobStatus, Long> statusCounts(Visibility visible) {
    JobCounts counts = new JobCounts(database);
    if (visible instanceof Visibility.Everything) {
      return questions.ask(counts::byStatus);
    }
    return questions
        .ask(() -> counts.byStatus(JobQueries.shown(visible)))
        .orElseGet(() -> counted(visible));
  }

  /** For more templates than the projectors count one by one. */
  private Map<JobStatus, Long> counted(Visibility visible) {
    Map<JobStatus, Long> counts = new EnumMap<>(JobStatus.class);
    for (JobStatus status : JobStatus.values()) {
      Bson those = JobQueries.of(JobFilter.of(Set.of(status)), visible, null);
      CountOptions within = new CountOptions().maxTime(LONGEST.toMillis(), TimeUnit.MILLISECONDS);
      counts.put(status, questions.ask(() -> database.jobs().countDocuments(those, within)));
    }
    return counts;
  }

  @Override
  public List<HistoryRow> runs(RunQuestion question) {
    return questions.ask(
        () -> {
          boolean many = isMany(database.runs());
          if (many && !RunCost.isServed(question)) {
            throw Refusal.badRequest(
                "there are more than %d runs; sorted so they can only be listed where their id, series, job type, worker, host or status is named"
                    .formatted(MANY));
          }
          return database
              .runs()
              .find(RunQueries.of(question))
              .sort(RunQueries.order(question.order(), many))
              .skip(question.skip())
              .limit(question.limit())
              .maxTime(longest(many), TimeUnit.MILLISECONDS)
              .into(new ArrayList<>());
        });
  }

  @Override
  public Optional<Long> countRuns(RunCondition condition, Visibility visible, int most) {
    return questions.askShortly(
        () -> {
          Duration within = isMany(database.runs()) ? LONGEST_COUNT_OF_MANY : LONGEST;
          return database
              .runs()
              .countDocuments(
                  RunQueries.of(RunQuestion.of(condition, visible)),
                  new CountOptions().limit(most).maxTime(within.toMillis(), TimeUnit.MILLISECONDS));
        });
  }

  @Override
  public Map<JobId, Progress> progress(Collection<JobId> ids) {
    return questions.ask(
        () -> {
          Map<JobId, Progress> found = new HashMap<>();
          database
              .jobs()
              .withDocumentClass(Document.class)
              .find(Filters.in(Fields.ID, ids.stream().map(JobId::toString).toList()))
              .projection(Projections.include(Fields.STATUS, Fields.APPLIED))
              .forEach(document -> read(document, found));
          return found;
        });
  }

  private static boolean isMany(MongoCollection<?> collection) {
    return collection.estimatedDocumentCount() > MANY;
  }

  private static long longest(boolean many) {
    return (many ? LONGEST_OF_MANY : LONGEST).toMillis();
  }

  private static void read(Document document, Map<JobId, Progress> found) {
    JobStatus.ofWord(document.getString(Fields.STATUS))
        .ifPresent(
            status ->
                found.put(
                    JobId.of(document.getString(Fields.ID)),
                    new Progress(status, document.get(Fields.APPLIED, Number.class).longValue())));
  }
}
