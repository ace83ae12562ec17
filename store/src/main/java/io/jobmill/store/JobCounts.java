// SPDX-License-Identifier: Apache-2.0
package io.jobmill.store;

import com.mongodb.client.model.Accumulators;
import com.mongodb.client.model.Aggregates;
import com.mongodb.client.model.Filters;
import io.jobmill.job.JobStatus;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
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

  /**
   * What is counted together.
   *
   * @param template in lower case; empty for jobs without one
   */
  public record Kind(String template, JobStatus status) {}

  /** As the projectors keep count; a status without any is absent. */
  public Map<JobStatus, Long> byStatus() {
    Map<JobStatus, Long> sum = new EnumMap<>(JobStatus.class);
    for (Document partition : database.statusCounts().find()) {
      add(partition.get(Fields.COUNTS, Document.class), sum);
    }
    return positive(sum);
  }

  /**
   * The same of some templates only; empty where there are more templates than are counted one by
   * one.
   *
   * @param shown by the template in lower case, which is empty for jobs without one
   */
  public Optional<Map<JobStatus, Long>> byStatus(Predicate<String> shown) {
    Map<JobStatus, Long> sum = new EnumMap<>(JobStatus.class);
    for (Document partition : database.statusCounts().find()) {
      List<Document> templates = partition.getList(Fields.TEMPLATES, Document.class);
      if (templates == null) {
        return Optional.empty();
      }
      for (Document template : templates) {
        if (shown.test(template.getString(Fields.TEMPLATE_KEY))) {
          add(template.get(Fields.COUNTS, Document.class), sum);
        }
      }
    }
    return Optional.of(positive(sum));
  }

  /** Counted anew from the jobs themselves, by events partition. */
  public Map<Integer, Map<Kind, Long>> recount(Collection<Integer> partitions) {
    Bson wanted =
        Filters.and(
            Filters.in(
                Fields.STATUS, Arrays.stream(JobStatus.values()).map(JobStatus::word).toList()),
            Filters.in(Fields.PARTITION, partitions),
            Filters.ne(Fields.HIDDEN, true));
    Document of =
        new Document(Fields.PARTITION, "$" + Fields.PARTITION)
            .append(Fields.STATUS, "$" + Fields.STATUS)
            .append(Fields.TEMPLATE_KEY, "$" + Fields.TEMPLATE_KEY);
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
    Map<Integer, Map<Kind, Long>> found = new HashMap<>();
    for (Document group : counting) {
      Document key = group.get(Fields.ID, Document.class);
      int partition = key.get(Fields.PARTITION, Number.class).intValue();
      long count = group.get(Fields.COUNTS, Number.class).longValue();
      String template = Optional.ofNullable(key.getString(Fields.TEMPLATE_KEY)).orElse("");
      JobStatus.ofWord(key.getString(Fields.STATUS))
          .ifPresent(
              status ->
                  found
                      .computeIfAbsent(partition, p -> new HashMap<>())
                      .merge(new Kind(template, status), count, Long::sum));
    }
    return found;
  }

  /**
   * The counts of one partition as they are stored.
   *
   * @param mostTemplates with more, only the statuses are told apart
   */
  public static Document document(Map<Kind, Long> counts, int mostTemplates) {
    Document byStatus = new Document();
    Map<String, Document> byTemplate = new HashMap<>();
    counts.forEach(
        (kind, count) -> {
          String word = kind.status().word();
          byStatus.merge(word, count, (a, b) -> (Long) a + (Long) b);
          byTemplate.computeIfAbsent(kind.template(), t -> new Document()).put(word, count);
        });
    Document document = new Document(Fields.COUNTS, byStatus);
    if (byTemplate.size() <= mostTemplates) {
      List<Document> templates = new ArrayList<>();
      byTemplate.forEach(
          (template, each) ->
              templates.add(
                  new Document(Fields.TEMPLATE_KEY, template).append(Fields.COUNTS, each)));
      document.append(Fields.TEMPLATES, templates);
    }
    return document;
  }

  private static void add(Document counts, Map<JobStatus, Long> sum) {
    counts.forEach(
        (word, count) ->
            JobStatus.ofWord(word)
                .ifPresent(status -> sum.merge(status, ((Number) count).longValue(), Long::sum)));
  }

  private static Map<JobStatus, Long> positive(Map<JobStatus, Long> sum) {
    sum.values().removeIf(count -> count <= 0);
    return sum;
  }
}
