// SPDX-License-Identifier: Apache-2.0
package io.jobmill.projector.store;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoWriteException;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.ReplaceOptions;
import io.jobmill.projector.projection.FoldedJob;
import io.jobmill.store.Fields;
import io.jobmill.store.JobCounts;
import io.jobmill.store.JobCounts.Kind;
import io.jobmill.store.ViewDatabase;
import io.jobmill.template.Template;
import io.jobmill.view.JobView;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/**
 * Keeps count of the jobs of each template and status, in a document for each owned partition that
 * is replaced as a whole. A partition is counted anew when it is taken over, and when a write was
 * repeated, which may have been counted or not. Thread-safe.
 */
public final class StatusTally {

  /** Anybody can name templates that there are not: more are not told apart in what is stored. */
  private static final int MOST_TEMPLATES = 1_000;

  private static final ReplaceOptions UPSERT = new ReplaceOptions().upsert(true);

  private final ViewDatabase database;
  private final JobCounts stored;
  private final Map<Integer, Map<Kind, Long>> counts = new HashMap<>();
  private final Map<Integer, Long> reached = new HashMap<>();
  private final Set<Integer> unknown = new HashSet<>();
  private final Set<Integer> doubtful = new HashSet<>();
  private final Set<Integer> unwritten = new HashSet<>();

  public StatusTally(ViewDatabase database) {
    this.database = database;
    this.stored = new JobCounts(database);
  }

  /**
   * Takes over partitions.
   *
   * @param next the offset up to which each is projected
   */
  public synchronized void assigned(Map<Integer, Long> next) {
    revoked(next.keySet());
    reached.putAll(next);
    unknown.addAll(next.keySet());
  }

  public synchronized void revoked(Set<Integer> partitions) {
    List.of(counts.keySet(), reached.keySet(), unknown, doubtful, unwritten)
        .forEach(mine -> mine.removeAll(partitions));
  }

  /** Whether something is to be counted or written for which no event need come. */
  public synchronized boolean isDue() {
    return !unknown.isEmpty() || !doubtful.isEmpty() || !unwritten.isEmpty();
  }

  /**
   * Makes sure that counting can go on from what is stored now.
   *
   * @param idle whether there is time for what is only doubtful
   */
  public synchronized void prepare(boolean idle) {
    Set<Integer> partitions = new HashSet<>(unknown);
    if (idle) {
      partitions.addAll(doubtful);
    }
    if (partitions.isEmpty()) {
      return;
    }
    Map<Integer, Map<Kind, Long>> found = stored.recount(partitions);
    for (int partition : partitions) {
      counts.put(partition, found.getOrDefault(partition, new HashMap<>()));
    }
    unwritten.addAll(partitions);
    unknown.removeAll(partitions);
    doubtful.removeAll(partitions);
  }

  /** These jobs have just been stored. */
  public synchronized void stored(List<FoldedJob> jobs) {
    for (FoldedJob job : jobs) {
      if (!job.changed()) {
        doubtful.add(job.after().partition());
      }
      count(job.before(), -1);
      count(job.after(), 1);
    }
    doubtful.retainAll(counts.keySet());
  }

  /** Leaves out what is removed, however counting and removing fall together. */
  synchronized List<JobView> removing(Supplier<List<JobView>> removal) {
    List<JobView> removed = removal.get();
    removed.forEach(view -> count(view, -1));
    return removed;
  }

  /**
   * Writes what has changed, where nobody has written who is further on.
   *
   * @param next how far the owned partitions are projected
   */
  public synchronized void write(Map<Integer, Long> next) {
    next.forEach((partition, offset) -> reached.computeIfPresent(partition, (p, old) -> offset));
    for (int partition : Set.copyOf(unwritten)) {
      write(partition, reached.getOrDefault(partition, 0L));
      unwritten.remove(partition);
    }
  }

  private void write(int partition, long offset) {
    Document document =
        JobCounts.document(counts.getOrDefault(partition, Map.of()), MOST_TEMPLATES)
            .append(Fields.ID, partition)
            .append(Fields.NEXT, offset);
    try {
      database
          .statusCounts()
          .replaceOne(
              Filters.and(Filters.eq(Fields.ID, partition), Filters.lte(Fields.NEXT, offset)),
              document,
              UPSERT);
    } catch (MongoWriteException e) {
      if (e.getError().getCategory() != ErrorCategory.DUPLICATE_KEY) {
        throw e;
      }
    }
  }

  private void count(@Nullable JobView view, int by) {
    Map<Kind, Long> partition = view == null ? null : counts.get(view.partition());
    if (view != null && partition != null && !view.deleted()) {
      partition.merge(kind(view), (long) by, StatusTally::sum);
      unwritten.add(view.partition());
    }
  }

  private static Kind kind(JobView view) {
    String template = view.request().template();
    return new Kind(template == null ? "" : Template.lookupKey(template), view.status());
  }

  /** What there is none of is forgotten. */
  private static @Nullable Long sum(long one, long other) {
    return one + other == 0 ? null : Long.valueOf(one + other);
  }
}
