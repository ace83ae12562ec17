// SPDX-License-Identifier: Apache-2.0
package io.jobmill.standalone.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.jobmill.standalone.faults.Ledger.Run;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import org.awaitility.Awaitility;

/** What goes on during a round: callers submit, and a schedule makes jobs. */
final class Load {
  private static final Duration PATIENCE = Duration.ofSeconds(90);

  private final Callers callers;
  private final Timetable timetable;
  private final Ledger ledger;
  private final Clock clock;

  Load(Callers callers, Timetable timetable, Ledger ledger, Clock clock) {
    this.callers = callers;
    this.timetable = timetable;
    this.ledger = ledger;
    this.clock = clock;
  }

  /** Returns when jobs run. */
  void begin() throws IOException, InterruptedException {
    Instant now = clock.instant();
    callers.resume();
    timetable.begin();
    awaitJobs("jobs run", now);
    int unused = callers.refused();
  }

  /** Returns when new jobs run, and nothing is submitted any more. */
  void end(Instant healthy) throws IOException, InterruptedException {
    awaitJobs("jobs run again", healthy);
    callers.rest();
    timetable.end();
    assertThat(callers.wrongAnswers()).as("what is refused is told when to come again").isEmpty();
  }

  /** How many calls got no good answer since this was asked last. */
  int refused() {
    return callers.refused();
  }

  private void awaitJobs(String what, Instant after) {
    await(what, () -> ledger.firstEnd(after) != null);
    await(what + " that a schedule makes", () -> hasScheduled(after));
  }

  private static void await(String what, Callable<Boolean> condition) {
    Awaitility.await(what).atMost(PATIENCE).pollInterval(Duration.ofMillis(100)).until(condition);
  }

  private boolean hasScheduled(Instant after) throws IOException {
    return ledger.runs().values().stream()
        .flatMap(List<Run>::stream)
        .anyMatch(run -> run.kind() == Kind.RECURRING && run.began().isAfter(after));
  }
}
