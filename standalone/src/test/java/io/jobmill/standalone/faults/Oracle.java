// SPDX-License-Identifier: Apache-2.0
package io.jobmill.standalone.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.jobmill.standalone.faults.Ledger.Run;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.awaitility.Awaitility;

/** Holds the books against each other when everything should be over. */
final class Oracle {
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  /** What was cut short may be begun again for so long after the fault is over. */
  private static final Duration AFTERMATH = Duration.ofSeconds(30);

  private static final Set<String> ENDS =
      Set.of("succeeded", "warning", "failed", "rejected", "cancelled");

  private final Ledger ledger;
  private final Views views;
  private final Map<String, Integer> settled = new HashMap<>();

  Oracle(Ledger ledger, Views views) {
    this.ledger = ledger;
    this.views = views;
  }

  /**
   * What was found.
   *
   * @param jobs that were accepted since the last time
   * @param again how many of them ran more than once
   */
  record Count(int jobs, int again) {}

  /**
   * Waits for the end of everything and checks it.
   *
   * @param mayRepeat whether what went wrong since the last time is a reason to run a job again
   * @param from when it began to go wrong
   * @param to when nothing was wrong any more
   */
  Count check(boolean mayRepeat, Instant from, Instant to) throws Exception {
    Set<String> accepted = ledger.accepted().keySet();
    awaitEnds(accepted);
    Map<String, String> statuses = views.statuses();
    Map<String, List<Run>> runs = ledger.runs();
    settled.forEach(
        (id, count) ->
            assertThat(runs.getOrDefault(id, List.of()))
                .as("runs of %s, which had ended earlier", id)
                .hasSize(count));
    Set<String> fresh = new TreeSet<>(statuses.keySet());
    fresh.removeAll(settled.keySet());
    int again = 0;
    for (String id : fresh) {
      List<Run> own = runs.getOrDefault(id, List.of());
      assertThat(statuses.get(id)).as("status of %s, runs %s", id, own).isEqualTo("succeeded");
      assertThat(own).as("runs of %s", id).anyMatch(run -> run.ended() != null);
      if (own.size() > 1) {
        again++;
        explain(id, own, mayRepeat, from, to);
        endedOnce(id);
      }
      settled.put(id, own.size());
    }
    return new Count(fresh.size(), again);
  }

  private void awaitEnds(Set<String> accepted) {
    Awaitility.await("everything that was accepted has ended")
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(300))
        .ignoreExceptionsInstanceOf(IOException.class)
        .untilAsserted(
            () -> {
              Map<String, String> statuses = views.statuses();
              assertThat(statuses.keySet()).as("nothing is lost").containsAll(accepted);
              assertThat(statuses).as("nothing is stuck").allSatisfy(Oracle::hasEnded);
            });
  }

  private static void hasEnded(String id, String status) {
    assertThat(ENDS).as(id).contains(status);
  }

  private static void explain(
      String id, List<Run> runs, boolean mayRepeat, Instant from, Instant to) {
    assertThat(mayRepeat).as("a reason to run %s again: %s", id, runs).isTrue();
    Run first = runs.get(0);
    Instant lastBegan = runs.get(runs.size() - 1).began();
    assertThat(first.began()).as("%s ran before it was over: %s", id, runs).isBefore(to);
    assertThat(lastBegan)
        .as("%s ran again because of what happened: %s", id, runs)
        .isBetween(from, to.plus(AFTERMATH));
  }

  private void endedOnce(String id) throws IOException, InterruptedException {
    assertThat(views.eventsThatCounted(id))
        .as("ends of %s", id)
        .filteredOn(ENDS::contains)
        .hasSize(1);
  }
}
