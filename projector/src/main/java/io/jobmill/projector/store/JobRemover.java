// SPDX-License-Identifier: Apache-2.0
package io.jobmill.projector.store;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Projections;
import io.jobmill.event.LogCount;
import io.jobmill.job.JobId;
import io.jobmill.store.Fields;
import io.jobmill.store.JobViews;
import io.jobmill.store.StorageIds;
import io.jobmill.store.ViewDatabase;
import io.jobmill.view.JobView;
import io.jobmill.view.Run;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.IntStream;
import org.bson.Document;

/**
 * Removes ended jobs with everything that is kept of them; the view last, so that a crash forgets
 * none.
 */
public final class JobRemover {

  private static final int PROBE = 16;

  private final ViewDatabase database;
  private final JobViews views;
  private final StatusTally tally;

  public JobRemover(ViewDatabase database, StatusTally tally) {
    this.database = database;
    this.tally = tally;
    this.views = new JobViews(database);
  }

  /**
   * @return how many of these had ended and are gone now
   */
  public int remove(Collection<JobId> ids) {
    return tally.removing(() -> removed(ids)).size();
  }

  private List<JobView> removed(Collection<JobId> ids) {
    List<JobView> ended =
        views.findAll(ids).values().stream().filter(view -> view.status().isTerminal()).toList();
    List<String> results = new ArrayList<>();
    List<String> chunks = new ArrayList<>();
    List<Long> rows = new ArrayList<>();
    for (JobView view : ended) {
      for (Run run : view.runs()) {
        rows.add(run.historyId());
        if (run.result()) {
          results.add(StorageIds.result(view.id(), run));
        }
        chunks.addAll(chunks(view.id(), run));
      }
      if (view.runs().size() >= JobView.MAX_RUNS) {
        // There may be more than the view knows; rare enough for a search without an index.
        database.runs().deleteMany(Filters.eq(Fields.JOB, view.id().toString()));
      }
    }
    delete(database.logs(), chunks);
    delete(database.results(), results);
    delete(database.runs(), rows);
    delete(database.jobs(), ended.stream().map(view -> view.id().toString()).toList());
    return ended;
  }

  private List<String> chunks(JobId id, Run run) {
    LogCount log = run.log();
    if (log != null) {
      return ids(id, run, 0, log.chunks());
    }
    // A lost attempt never said how many; they have no gaps.
    List<String> found = new ArrayList<>();
    int present = PROBE;
    for (int from = 0; present == PROBE; from += PROBE) {
      List<String> wanted = ids(id, run, from, PROBE);
      present = 0;
      for (Document chunk :
          database
              .logs()
              .find(Filters.in(Fields.ID, wanted))
              .projection(Projections.include(Fields.ID))) {
        found.add(chunk.getString(Fields.ID));
        present++;
      }
    }
    return found;
  }

  private static List<String> ids(JobId id, Run run, int from, int count) {
    return IntStream.range(from, from + count)
        .mapToObj(n -> StorageIds.logChunk(id, run, n))
        .toList();
  }

  private static void delete(MongoCollection<?> collection, List<?> ids) {
    if (!ids.isEmpty()) {
      Durable.of(collection).deleteMany(Filters.in(Fields.ID, ids));
    }
  }
}
