// SPDX-License-Identifier: Apache-2.0
package io.jobmill.projector.store;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.ReplaceOneModel;
import com.mongodb.client.model.ReplaceOptions;
import io.jobmill.store.Fields;
import io.jobmill.store.ViewDatabase;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Date;
import java.util.List;
import org.bson.Document;

/** Writes up to when every request is projected. */
public final class WatermarkWriter {

  private static final ReplaceOptions UPSERT = new ReplaceOptions().upsert(true);

  private final ViewDatabase database;

  public WatermarkWriter(ViewDatabase database) {
    this.database = database;
  }

  /** Every request appended before this instant is in the views of these events partitions. */
  public void write(Collection<Integer> partitions, Instant through) {
    List<ReplaceOneModel<Document>> models = new ArrayList<>();
    for (int partition : partitions) {
      Document mark = new Document(Fields.ID, partition).append(Fields.THROUGH, Date.from(through));
      models.add(new ReplaceOneModel<>(Filters.eq(Fields.ID, partition), mark, UPSERT));
    }
    if (!models.isEmpty()) {
      Durable.of(database.watermarks()).bulkWrite(models, Durable.UNORDERED);
    }
  }
}
