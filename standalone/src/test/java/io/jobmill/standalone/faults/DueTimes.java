// SPDX-License-Identifier: Apache-2.0
package io.jobmill.standalone.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.jobmill.job.JobId;
import io.jobmill.standalone.faults.Views.Job;
import java.time.Instant;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The rule for the jobs of a schedule: each is due at the first of its times after the one before
 * was due and was asked for. So nothing that breaks may leave one out, or make one of a time that
 * was missed.
 *
 * @param schedule its id
 * @param since when it was made
 * @param seconds from one time to the next, of which a minute has a whole number
 */
record DueTimes(JobId schedule, Instant since, int seconds) {

  /**
   * Holds to it what was made.
   *
   * @param jobs all there are, by id
   * @param until nothing is due later
   * @return the ids of this schedule's
   */
  Set<String> hold(Map<String, Job> jobs, Instant until) {
    Set<String> made = new HashSet<>();
    Instant expected = onOrAfter(since);
    @Nullable Instant missing = null;
    for (Instant due = expected; due.isBefore(until); due = due.plusSeconds(seconds)) {
      Job job = jobs.get(idOf(due));
      if (job != null) {
        assertThat(missing)
            .as(
                "%s was due at %s: schedule %s has no job of the time that is named",
                job, due, schedule)
            .isNull();
        assertThat(due)
            .as("%s is of a time that schedule %s had missed, the next was", job, schedule)
            .isEqualTo(expected);
        made.add(job.id());
        expected = onOrAfter(later(due, job.submittedAt()).plusNanos(1));
      } else if (due.equals(expected)) {
        missing = due;
      }
    }
    return made;
  }

  String idOf(Instant due) {
    return JobId.ofOccurrence(schedule, due).toString();
  }

  private Instant onOrAfter(Instant instant) {
    long before = Math.floorDiv(instant.minusNanos(1).getEpochSecond(), seconds);
    return Instant.ofEpochSecond((before + 1) * seconds);
  }

  private static Instant later(Instant one, Instant other) {
    return one.isBefore(other) ? other : one;
  }
}
