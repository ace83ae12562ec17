// SPDX-License-Identifier: Apache-2.0
package io.jobmill.projector.store;

import com.mongodb.client.model.Filters;
import io.jobmill.store.Fields;
import io.jobmill.store.ViewDatabase;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes the store ready for events partitions that will be read from their beginning. Views that
 * are there nevertheless were begun in the middle, after somebody had dropped the database: their
 * beginning would be taken for applied already.
 */
public final class BlankPartitions {

  private static final Logger log = LoggerFactory.getLogger(BlankPartitions.class);
  private static final int STEP = 1_000;

  private final ViewDatabase database;

  public BlankPartitions(ViewDatabase database) {
    this.database = database;
  }

  /** Makes the indexes that are missing, and removes what there is of these partitions. */
  public void prepare(Set<Integer> partitions) {
    database.ensureIndexes();
    database.statusCounts().deleteMany(Filters.in(Fields.ID, partitions));
    List<Long> rows = new ArrayList<>();
    int views = 0;
    for (var view : database.jobs().find(Filters.in(Fields.PARTITION, partitions))) {
      view.runs().forEach(run -> rows.add(run.historyId()));
      views++;
      if (rows.size() >= STEP) {
        remove(rows);
      }
    }
    remove(rows);
    if (views > 0) {
      Durable.of(database.jobs()).deleteMany(Filters.in(Fields.PARTITION, partitions));
      log.warn("views without a position are made anew views={} partitions={}", views, partitions);
    }
  }

  private void remove(List<Long> rows) {
    if (!rows.isEmpty()) {
      Durable.of(database.runs()).deleteMany(Filters.in(Fields.ID, rows));
      rows.clear();
    }
  }
}
