// SPDX-License-Identifier: Apache-2.0
package io.jobmill.store;

import com.mongodb.client.model.Filters;
import java.time.Instant;
import java.util.Date;
import java.util.Optional;
import org.bson.Document;

/** Read access to how far projecting has come in time. Thread-safe. */
public final class Watermarks {

  private final ViewDatabase database;

  public Watermarks(ViewDatabase database) {
    this.database = database;
  }

  /**
   * Every request appended before this instant, by the broker's clock, is projected for that events
   * partition.
   */
  public Optional<Instant> through(int partition) {
    Document found = database.watermarks().find(Filters.eq(Fields.ID, partition)).first();
    return Optional.ofNullable(found)
        .map(document -> document.get(Fields.THROUGH, Date.class))
        .map(Date::toInstant);
  }
}
