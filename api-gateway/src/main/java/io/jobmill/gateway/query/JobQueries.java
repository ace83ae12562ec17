// SPDX-License-Identifier: Apache-2.0
package io.jobmill.gateway.query;

import com.mongodb.client.model.Filters;
import io.jobmill.job.JobStatus;
import io.jobmill.store.Fields;
import io.jobmill.template.Template;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;

/** Filters of jobs in the store's terms. */
final class JobQueries {

  private JobQueries() {}

  /** All conditions are inside one and; the index decides in which order they are looked at. */
  static Bson of(JobFilter filter, Visibility visible, @Nullable JobPlace after) {
    List<Bson> all = new ArrayList<>();
    all.add(Filters.ne(Fields.HIDDEN, true));
    if (!filter.statuses().isEmpty()) {
      all.add(Filters.in(Fields.STATUS, words(filter.statuses())));
    }
    if (filter.template() != null) {
      all.add(Filters.eq(Fields.TEMPLATE_KEY, Template.lookupKey(filter.template())));
    }
    if (filter.pool() != null) {
      all.add(Filters.eq(Fields.POOL, filter.pool().name()));
    }
    if (filter.from() != null) {
      all.add(Filters.gte(Fields.QUEUED_AT, Date.from(filter.from())));
    }
    if (filter.to() != null) {
      all.add(Filters.lt(Fields.QUEUED_AT, Date.from(filter.to())));
    }
    if (filter.exhausted()) {
      all.add(Filters.eq(Fields.EXHAUSTED, true));
    }
    addVisible(all, visible);
    if (after != null) {
      Date at = Date.from(after.queuedAt());
      all.add(Filters.lte(Fields.QUEUED_AT, at));
      all.add(
          Filters.or(
              Filters.lt(Fields.QUEUED_AT, at), Filters.lt(Fields.ID, after.id().toString())));
    }
    return Filters.and(all);
  }

  static void addVisible(List<Bson> all, Visibility visible) {
    if (visible instanceof Visibility.Only only) {
      all.add(Filters.in(Fields.TEMPLATE_KEY, keys(only.templates())));
    } else if (visible instanceof Visibility.AllBut but && !but.templates().isEmpty()) {
      all.add(Filters.nin(Fields.TEMPLATE_KEY, keys(but.templates())));
    }
  }

  /** The same of a template in lower case, which is empty where a job has none. */
  static Predicate<String> shown(Visibility visible) {
    if (visible instanceof Visibility.Only only) {
      return Set.copyOf(keys(only.templates()))::contains;
    }
    return visible instanceof Visibility.AllBut but
        ? Predicate.not(Set.copyOf(keys(but.templates()))::contains)
        : any -> true;
  }

  private static List<String> keys(Set<String> templates) {
    return templates.stream().map(Template::lookupKey).sorted().toList();
  }

  private static List<String> words(Set<JobStatus> statuses) {
    return statuses.stream().map(JobStatus::word).sorted().toList();
  }
}
