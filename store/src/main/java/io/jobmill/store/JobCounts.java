// SPDX-License-Identifier: Apache-2.0
package io.jobmill.store;

import com.mongodb.client.model.Accumulators;
import com.mongodb.client.model.Aggregates;
import com.mongodb.client.model.Filters;
import io.jobmill.job.JobStatus;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.bson.Document;
import org.bson.conversions.Bson;

/**
 * How many jobs there are of each status, deleted ones left out. Thread-safe; every method throws
 * MongoException where the store is away.
 */
public final class JobCounts {

  private final ViewDatabase database;

  public JobCounts(ViewDatabase database) {
    this.database = database;
  }

  /** As the projectors keep count; a status without any is absent. */
  public Map<JobStatus, Long> byStatus() {
    Map<JobStatus, Long> sum = new EnumMap<>(JobStatus.class);
    for (Document partition : database.statusCounts().find()) {
      partition
          .get(Fields.COUNTS, Document.class)
          .forEach(
              (word, count) ->
                  JobStatus.ofWord(word)
                      .ifPresent(
                          status -> sum.merge(status, ((Number) count).longValue(), Long::sum)));
    }
    sum.values().removeIf(count -> count <= 0);
    return sum;
  }

  /** Counted anew from the jobs themselves, by events partition. */
  public Map<Integer, Map<JobStatus, Long>> recount(Collection<Integer> partitions) {
    Bson wanted =
        Filters.and(
            Filters.in(
                Fields.STATUS, Arrays.stream(JobStatus.values()).map(JobStatus::word).toList()),
            Filters.in(Fields.PARTITION, partitions),
            Filters.ne(Fields.HIDDEN, true));
    Document of =
        new Document(Fields.PARTITION, "$" + Fields.PARTITION)
            .append(Fields.STATUS, "$" + Fields.STATUS);
    var counting =
        database
            .jobs()
            .withDocumentClass(Document.class)
            .aggregate(
                List.of(
                    Aggregates.match(wanted),
                    Aggregates.group(of, Accumulators.sum(Fields.COUNTS, 1))));
    if (!database.isEmbedded()) {
      counting.hint(StoreIndexes.BY_STATUS);
    }
    Map<Integer, Map<JobStatus, Long>> found = new HashMap<>();
    for (Document group : counting) {
      Document key = group.get(Fields.ID, Document.class);
      int partition = key.get(Fields.PARTITION, Number.class).intValue();
      long count = group.get(Fields.COUNTS, Number.class).longValue();
      JobStatus.ofWord(key.getString(Fields.STATUS))
          .ifPresent(
              status ->
                  found
                      .computeIfAbsent(partition, p -> new EnumMap<>(JobStatus.class))
                      .put(status, count));
    }
    return found;
  }
}
