// SPDX-License-Identifier: Apache-2.0
package io.jobmill.projector.store;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Sorts;
import io.jobmill.job.JobId;
import io.jobmill.store.Fields;
import io.jobmill.store.ViewDatabase;
import io.jobmill.view.JobView;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/** Goes through the stored views, for what is kept in memory about them. */
public final class KeptViews {

  private final ViewDatabase database;

  public KeptViews(ViewDatabase database) {
    this.database = database;
  }

  /** Every job of the events partition that has not ended. */
  public void active(int partition, Consumer<JobView> each) {
    database.jobs().find(Filters.eq(Fields.ACTIVE, partition)).forEach(each);
  }

  /** Every job, in no order. */
  public void all(Consumer<JobView> each) {
    database.jobs().find().forEach(each);
  }

  /**
   * Jobs that ended before an instant, the longest queued first.
   *
   * @param partitions of which events partitions
   * @param looks how many views to look at
   */
  public List<JobId> endedBefore(Instant cutoff, Set<Integer> partitions, int looks) {
    List<JobId> ended = new ArrayList<>();
    database
        .jobs()
        .find(Filters.lt(Fields.QUEUED_AT, Date.from(cutoff)))
        .sort(Sorts.ascending(Fields.QUEUED_AT))
        .limit(looks)
        .forEach(
            view -> {
              Instant end = view.endedAt();
              if (end != null && end.isBefore(cutoff) && partitions.contains(view.partition())) {
                ended.add(view.id());
              }
            });
    return ended;
  }
}
