// SPDX-License-Identifier: Apache-2.0
package io.jobmill.store;

import com.mongodb.client.FindIterable;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Projections;
import com.mongodb.client.model.Sorts;
import io.jobmill.job.JobId;
import io.jobmill.job.JobStatus;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Date;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.bson.Document;
import org.bson.conversions.Bson;

/**
 * What the views say of jobs whose templates have limits. Thread-safe; every method throws
 * MongoException where the store is away.
 */
public final class LimitedJobs {

  private final ViewDatabase database;

  public LimitedJobs(ViewDatabase database) {
    this.database = database;
  }

  /**
   * A job as far as limits are concerned.
   *
   * @param queuedAt when it was submitted
   * @param asked for which request it was put on a queue last
   * @param waits whether it needs a place
   * @param over whether it has ended, or somebody wants it ended
   */
  public record LimitedJob(JobId id, Instant queuedAt, Asked asked, boolean waits, boolean over) {}

  /**
   * A request for a job.
   *
   * @param attempt for which it asks
   * @param ask the how many-th for that attempt it is
   */
  public record Asked(int attempt, int ask) {

    /** The one that follows for the same attempt. */
    public Asked again() {
      return new Asked(attempt, ask + 1);
    }

    public boolean isBefore(Asked other) {
      return attempt < other.attempt || (attempt == other.attempt && ask < other.ask);
    }
  }

  /** The limits for which jobs wait that these deciders let through. */
  public Set<String> awaited(Collection<Integer> deciders) {
    return database
        .jobs()
        .distinct(Fields.WAITS_FOR, Filters.in(Fields.DECIDER, deciders), String.class)
        .into(new TreeSet<>());
  }

  /**
   * Those that wait for a place in the limit, in the order in which they were submitted.
   *
   * @param newest which of them to give where there are more: those submitted last, or first
   */
  public List<LimitedJob> waiting(String limit, boolean newest, int most) {
    Bson order =
        newest
            ? Sorts.descending(Fields.QUEUED_AT, Fields.ID)
            : Sorts.ascending(Fields.QUEUED_AT, Fields.ID);
    List<LimitedJob> jobs = read(Filters.eq(Fields.WAITS_FOR, limit), order, most);
    if (newest) {
      Collections.reverse(jobs);
    }
    return jobs;
  }

  /** How many jobs have a place in the limit, as far as there are so many. */
  public int placedUpTo(String limit, int most) {
    // Not counted by the store: the embedded one would look at every job for that.
    return documents()
        .find(Filters.eq(Fields.PLACE, limit))
        .projection(Projections.include(Fields.ID))
        .limit(most)
        .into(new ArrayList<>())
        .size();
  }

  /** Those that have a place in the limit, in the order in which they were submitted. */
  public List<LimitedJob> placed(String limit, int most) {
    return read(
        Filters.eq(Fields.PLACE, limit), Sorts.ascending(Fields.QUEUED_AT, Fields.ID), most);
  }

  /** Those of these jobs that have a view. */
  public List<LimitedJob> find(Collection<JobId> ids) {
    return read(
        Filters.in(Fields.ID, ids.stream().map(JobId::toString).toList()),
        Sorts.ascending(Fields.ID),
        ids.size());
  }

  private List<LimitedJob> read(Bson filter, Bson order, int most) {
    FindIterable<Document> found =
        documents()
            .find(filter)
            .sort(order)
            .limit(most)
            .projection(
                Projections.include(
                    Fields.QUEUED_AT,
                    Fields.STATUS,
                    Fields.WAITS_FOR,
                    Fields.ATTEMPT,
                    Fields.ASK,
                    CancelWishes.FIELD));
    return found.map(LimitedJobs::job).into(new ArrayList<>());
  }

  private MongoCollection<Document> documents() {
    return database.jobs().withDocumentClass(Document.class);
  }

  private static LimitedJob job(Document view) {
    JobStatus status = JobStatus.ofWord(view.getString(Fields.STATUS)).orElseThrow();
    return new LimitedJob(
        JobId.of(view.getString(Fields.ID)),
        view.get(Fields.QUEUED_AT, Date.class).toInstant(),
        new Asked(
            view.get(Fields.ATTEMPT, Number.class).intValue(),
            view.get(Fields.ASK, Number.class).intValue()),
        view.containsKey(Fields.WAITS_FOR),
        status.isTerminal() || view.containsKey(CancelWishes.FIELD));
  }
}
