// SPDX-License-Identifier: Apache-2.0
package io.jobmill.projector.store;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoWriteException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Filters;
import io.jobmill.store.Fields;
import io.jobmill.store.ViewDatabase;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import org.bson.Document;

/**
 * When jobs of templates that have a rate were let through. Written before they are: a crash in
 * between costs places and never gives one twice.
 */
public final class Rates {

  private final MongoCollection<Document> rates;

  public Rates(ViewDatabase database) {
    this.rates = Durable.of(database.rates());
  }

  /**
   * What was read of a template.
   *
   * @param version by which it is noticed that another has written it since; 0 of none
   */
  public record Stored(List<Instant> starts, long version) {

    public Stored {
      starts = List.copyOf(starts);
    }
  }

  public Stored read(String template) {
    Document found = rates.find(Filters.eq(Fields.ID, template)).first();
    if (found == null) {
      return new Stored(List.of(), 0);
    }
    List<Instant> starts =
        found.getList(Fields.STARTS, Date.class).stream().map(Date::toInstant).toList();
    return new Stored(starts, found.get(Fields.VERSION, Number.class).longValue());
  }

  /** False if another has written it since: then that one decides about the template. */
  public boolean write(String template, Stored before, List<Instant> starts) {
    Document next =
        new Document(Fields.ID, template)
            .append(Fields.VERSION, before.version() + 1)
            .append(Fields.STARTS, starts.stream().map(Date::from).toList());
    if (before.version() > 0) {
      var same =
          Filters.and(
              Filters.eq(Fields.ID, template), Filters.eq(Fields.VERSION, before.version()));
      return rates.replaceOne(same, next).getMatchedCount() > 0;
    }
    try {
      rates.insertOne(next);
      return true;
    } catch (MongoWriteException e) {
      if (e.getError().getCategory() == ErrorCategory.DUPLICATE_KEY) {
        return false;
      }
      throw e;
    }
  }
}
