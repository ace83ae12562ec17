// SPDX-License-Identifier: Apache-2.0
package io.jobmill.standalone.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.jobmill.standalone.faults.Ledger.Run;
import io.jobmill.standalone.faults.Views.Job;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.awaitility.Awaitility;

/** Holds the books against each other when everything should be over. */
final class Oracle {
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private static final Set<String> ENDS =
      Set.of("succeeded", "warning", "failed", "rejected", "cancelled");

  private final Ledger ledger;
  private final Timetable timetable;
  private final Views views;
  private final Map<String, Integer> settled = new HashMap<>();

  Oracle(Ledger ledger, Timetable timetable, Views views) {
    this.ledger = ledger;
    this.timetable = timetable;
    this.views = views;
  }

  /**
   * What was found.
   *
   * @param jobs that were accepted since the last time
   * @param again how many of them ran more often than their template says
   */
  record Count(int jobs, int again) {}

  /** Waits for the end of everything and checks it. */
  Count check(Trouble trouble) throws Exception {
    Map<String, Job> jobs = awaitEnds(ledger.accepted().keySet());
    Map<String, List<Run>> runs = ledger.runs();
    settled.forEach(
        (id, count) ->
            assertThat(runs.getOrDefault(id, List.of()))
                .as("runs of %s, which had ended earlier", id)
                .hasSize(count));
    Set<String> fresh = new TreeSet<>(jobs.keySet());
    fresh.removeAll(settled.keySet());
    int again = 0;
    for (String id : fresh) {
      List<Run> own = runs.getOrDefault(id, List.of());
      Job job = Objects.requireNonNull(jobs.get(id));
      Attempts.hold(job, own, trouble);
      if (!Attempts.again(own).isEmpty()) {
        again++;
        endedOnce(job, own.get(0).kind());
      }
      settled.put(id, own.size());
    }
    Places.hold(runs);
    holdSchedules(jobs, trouble.to());
    return new Count(fresh.size(), again);
  }

  private void holdSchedules(Map<String, Job> jobs, Instant until) {
    Set<String> made = new TreeSet<>();
    for (DueTimes times : timetable.all()) {
      made.addAll(times.hold(jobs, until.plus(PATIENCE)));
    }
    assertThat(jobs.values())
        .filteredOn(job -> job.template().equals(Kind.RECURRING.template()))
        .as("jobs of no schedule's times")
        .allMatch(job -> made.contains(job.id()));
  }

  /** All jobs, when all have ended. A job that a schedule makes after that counts the next time. */
  private Map<String, Job> awaitEnds(Set<String> accepted) {
    Map<String, Job> jobs = new HashMap<>();
    Awaitility.await("everything that was accepted has ended")
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(300))
        .ignoreExceptionsInstanceOf(IOException.class)
        .untilAsserted(
            () -> {
              jobs.clear();
              jobs.putAll(views.jobs());
              assertThat(jobs.keySet()).as("nothing is lost").containsAll(accepted);
              assertThat(jobs.values())
                  .as("nothing is stuck")
                  .allSatisfy(job -> assertThat(ENDS).as("%s", job).contains(job.status()));
            });
    return jobs;
  }

  private void endedOnce(Job job, Kind kind) throws IOException, InterruptedException {
    List<String> events = views.eventsThatCounted(job.id());
    Attempts.holdEnds(job, kind, events.stream().filter(ENDS::contains).toList());
  }
}
