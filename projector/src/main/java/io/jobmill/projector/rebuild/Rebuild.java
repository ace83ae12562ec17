// SPDX-License-Identifier: Apache-2.0
package io.jobmill.projector.rebuild;

import com.mongodb.WriteConcern;
import com.mongodb.client.model.Filters;
import io.jobmill.store.Fields;
import io.jobmill.store.ViewDatabase;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes the next start project every event again. No projector may be running on the database. */
public final class Rebuild {

  private static final Logger log = LoggerFactory.getLogger(Rebuild.class);

  private final ViewDatabase database;

  public Rebuild(ViewDatabase database) {
    this.database = database;
  }

  /** Removes everything that is made of events, and last of all how far they had been read. */
  public void forgetViews() {
    var all = Filters.empty();
    database.watermarks().withWriteConcern(WriteConcern.MAJORITY).deleteMany(all);
    long views =
        database.jobs().withWriteConcern(WriteConcern.MAJORITY).deleteMany(all).getDeletedCount();
    database.statusCounts().withWriteConcern(WriteConcern.MAJORITY).deleteMany(all);
    database.runs().withWriteConcern(WriteConcern.MAJORITY).deleteMany(all);
    database.results().withWriteConcern(WriteConcern.MAJORITY).deleteMany(all);
    database
        .positions()
        .withWriteConcern(WriteConcern.MAJORITY)
        .deleteMany(Filters.regex(Fields.ID, "events/[0-9]+$"));
    log.warn("views are forgotten and will be made again from the topics views={}", views);
  }
}
