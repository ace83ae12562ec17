// SPDX-License-Identifier: Apache-2.0
package io.jobmill.gateway.api;

import io.jobmill.gateway.problem.Refusal;
import io.jobmill.gateway.query.JobFilter;
import io.jobmill.job.JobStatus;
import io.jobmill.job.Pool;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads which jobs a caller means, from a query or from the fields of a body. */
final class JobFilters {

  static final Set<String> NAMES = Set.of("status", "template", "pool", "from", "to", "exhausted");

  private JobFilters() {}

  /**
   * @param values all values of a name; none where it is not given
   * @throws Refusal 400 naming what is wrong
   */
  static JobFilter read(Function<String, List<String>> values) {
    return new JobFilter(
        statuses(values.apply("status")),
        one("template", values),
        pool(one("pool", values)),
        Queries.instant("from", one("from", values)),
        Queries.instant("to", one("to", values)),
        Queries.flag("exhausted", one("exhausted", values)));
  }

  /** Several statuses come one by one or joined by commas. */
  private static Set<JobStatus> statuses(List<String> texts) {
    Set<JobStatus> statuses = EnumSet.noneOf(JobStatus.class);
    for (String text : texts) {
      for (String word : text.split(",", -1)) {
        statuses.add(JobStatus.ofWord(word.strip()).orElseThrow(JobFilters::unknownStatus));
      }
    }
    return statuses;
  }

  private static Refusal unknownStatus() {
    return Refusal.badRequest(
        "status must be among " + Arrays.stream(JobStatus.values()).map(JobStatus::word).toList());
  }

  private static @Nullable Pool pool(@Nullable String name) {
    try {
      return name == null ? null : new Pool(name);
    } catch (IllegalArgumentException e) {
      throw Refusal.badRequest(String.valueOf(e.getMessage()));
    }
  }

  private static @Nullable String one(String name, Function<String, List<String>> values) {
    return Queries.one(name, values.apply(name));
  }
}
