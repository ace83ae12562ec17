// SPDX-License-Identifier: Apache-2.0
package io.jobmill.projector.store;

import com.mongodb.MongoBulkWriteException;
import com.mongodb.bulk.BulkWriteResult;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.InsertOneModel;
import com.mongodb.client.model.ReplaceOneModel;
import com.mongodb.client.model.WriteModel;
import io.jobmill.projector.projection.FoldedJob;
import io.jobmill.store.Fields;
import io.jobmill.store.HistoryRow;
import io.jobmill.store.ViewDatabase;
import io.jobmill.view.Run;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;

/** Writes rows of history so that an older state of a row never replaces a newer one. */
final class RowWriter {

  private final MongoCollection<HistoryRow> rows;

  RowWriter(ViewDatabase database) {
    this.rows = Durable.of(database.runs());
  }

  void write(List<FoldedJob> jobs) {
    List<HistoryRow> written = new ArrayList<>(jobs.size());
    List<WriteModel<HistoryRow>> models = new ArrayList<>(jobs.size());
    for (FoldedJob job : jobs) {
      for (Run run : job.touchedRuns()) {
        HistoryRow row = HistoryRow.of(job.after(), run);
        written.add(row);
        models.add(model(row, job.before(run)));
      }
    }
    if (!models.isEmpty() && !wroteAll(models)) {
      repair(written);
    }
  }

  private boolean wroteAll(List<WriteModel<HistoryRow>> models) {
    long replacing = models.stream().filter(ReplaceOneModel.class::isInstance).count();
    try {
      BulkWriteResult result = rows.bulkWrite(models, Durable.UNORDERED);
      return result.getMatchedCount() == replacing;
    } catch (MongoBulkWriteException e) {
      Durable.duplicates(e);
      return false;
    }
  }

  /**
   * Some rows are stored in another state than the views had them: each is brought forward singly.
   */
  private void repair(List<HistoryRow> wanted) {
    Map<Long, HistoryRow> stored = new HashMap<>();
    rows.find(Filters.in(Fields.ID, wanted.stream().map(row -> row.run().historyId()).toList()))
        .forEach(row -> stored.put(row.run().historyId(), row));
    for (HistoryRow row : wanted) {
      HistoryRow now = stored.get(row.run().historyId());
      while (now == null || now.run().applied() < row.run().applied()) {
        if (now == null) {
          Durable.insertMissing(rows, List.of(row));
        } else {
          rows.replaceOne(guard(now.run()), row);
        }
        now = rows.find(Filters.eq(Fields.ID, row.run().historyId())).first();
      }
    }
  }

  private static WriteModel<HistoryRow> model(HistoryRow row, @Nullable Run before) {
    return before == null || before.applied() == row.run().applied()
        ? new InsertOneModel<>(row)
        : new ReplaceOneModel<>(guard(before), row);
  }

  private static Bson guard(Run before) {
    return Filters.and(
        Filters.eq(Fields.ID, before.historyId()), Filters.eq(Fields.APPLIED, before.applied()));
  }
}
