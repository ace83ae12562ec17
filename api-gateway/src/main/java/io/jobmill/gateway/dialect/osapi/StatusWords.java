// SPDX-License-Identifier: Apache-2.0
package io.jobmill.gateway.dialect.osapi;

import io.jobmill.job.JobStatus;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** The words that OSAPI has for where a job stands. */
final class StatusWords {

  static final String SUBMITTED = "submitted";
  static final String COMPLETED = "completed";
  static final String FAILED = "failed";
  static final String SKIPPED = "skipped";

  /** Those that a list can be asked for, the last one by us only. */
  static final List<String> FILTERS =
      List.of(SUBMITTED, "processing", COMPLETED, FAILED, "partial_failure", SKIPPED);

  private StatusWords() {}

  static String of(JobStatus status) {
    return switch (status) {
      case PENDING, SCHEDULED -> SUBMITTED;
      case RUNNING, RETRYING -> "processing";
      case SUCCEEDED, WARNING -> COMPLETED;
      case PARTIAL_FAILURE -> "partial_failure";
      case FAILED, REJECTED, CANCELLED -> FAILED;
      case SKIPPED -> SKIPPED;
    };
  }

  /** All that the word stands for; nothing for a word that there is not. */
  static Set<JobStatus> meaning(String word) {
    return Arrays.stream(JobStatus.values())
        .filter(status -> of(status).equals(word))
        .collect(Collectors.toSet());
  }

  /** How many there are of these statuses; of none, of all. */
  static long total(Map<JobStatus, Long> counts, Set<JobStatus> statuses) {
    return counts.entrySet().stream()
        .filter(count -> statuses.isEmpty() || statuses.contains(count.getKey()))
        .mapToLong(Map.Entry::getValue)
        .sum();
  }

  /** Counts by word: the five that are documented always, skipped where there is any. */
  static Map<String, Long> counts(Map<JobStatus, Long> counts) {
    Map<String, Long> words = new LinkedHashMap<>();
    FILTERS.stream().filter(word -> !word.equals(SKIPPED)).forEach(word -> words.put(word, 0L));
    counts.forEach(
        (status, count) -> {
          if (count > 0) {
            words.merge(of(status), count, Long::sum);
          }
        });
    return words;
  }
}
