// SPDX-License-Identifier: Apache-2.0
package io.jobmill.projector.admission;

import io.jobmill.job.JobId;
import io.jobmill.store.LimitedJobs.Asked;
import io.jobmill.store.LimitedJobs.LimitedJob;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What was decided about limits and has not shown in the views yet. Used by one thread. */
final class Said {

  /** What was said first shows first. */
  private static final int LOOKS = 1_000;

  private final Map<JobId, Word> words = new LinkedHashMap<>();

  /**
   * @param place the limit in which the job was given a place; absent if it was ended
   * @param shows the request by which it does, if no later one
   */
  private record Word(@Nullable String place, Asked shows, Instant at) {

    boolean isSeenIn(LimitedJob job) {
      return job.over() || (place != null && !job.asked().isBefore(shows));
    }
  }

  void through(LimitedJob job, String limit, Instant now) {
    words.put(job.id(), new Word(limit, job.asked().again(), now));
  }

  void ended(LimitedJob job, Instant now) {
    words.put(job.id(), new Word(null, job.asked(), now));
  }

  boolean isAbout(JobId id) {
    return words.containsKey(id);
  }

  /** How many jobs were given a place in this limit. */
  int places(String limit) {
    return (int) words.values().stream().filter(word -> limit.equals(word.place())).count();
  }

  /** The jobs about which is to be looked next. */
  List<JobId> looks() {
    return words.keySet().stream().limit(LOOKS).toList();
  }

  /**
   * Forgets what shows.
   *
   * @param looked which jobs were looked for
   * @param found those that are there; the others have gone since
   */
  void seen(List<JobId> looked, List<LimitedJob> found) {
    Map<JobId, LimitedJob> byId = new HashMap<>();
    found.forEach(job -> byId.put(job.id(), job));
    for (JobId id : looked) {
      LimitedJob job = byId.get(id);
      Word word = words.get(id);
      if (job == null || (word != null && word.isSeenIn(job))) {
        words.remove(id);
      }
    }
  }

  /** Whether something was said so long ago that it should have shown. */
  boolean isOverdue(Instant now, Duration patience) {
    return words.values().stream()
        .limit(1)
        .anyMatch(word -> word.at().plus(patience).isBefore(now));
  }

  /** Everything shows, or has come to nothing. */
  void forget() {
    words.clear();
  }
}
