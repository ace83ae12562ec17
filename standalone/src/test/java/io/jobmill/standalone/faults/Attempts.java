// SPDX-License-Identifier: Apache-2.0
package io.jobmill.standalone.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.jobmill.standalone.faults.Ledger.Run;
import io.jobmill.standalone.faults.Views.Job;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * The rules for the runs of one job. Its template's policy explains a run that follows a failed
 * attempt of the number before, after the policy's wait; any other needs a reason.
 */
final class Attempts {
  /** What was cut short may be begun again for so long after the trouble is over. */
  private static final Duration AFTERMATH = Duration.ofSeconds(30);

  private Attempts() {}

  /** The runs of one job that its template does not explain, in order. */
  static List<Run> again(List<Run> runs) {
    List<Run> again = new ArrayList<>();
    for (int i = 1; i < runs.size(); i++) {
      if (!isPlanned(runs.get(i - 1), runs.get(i))) {
        again.add(runs.get(i));
      }
    }
    return again;
  }

  private static boolean isPlanned(Run before, Run next) {
    Instant ended = before.ended();
    return ended != null
        && before.kind().isTriedAgainAfter(before.attempt())
        && next.attempt() == before.attempt() + 1
        && !next.began().isBefore(ended.plus(Kind.DELAY));
  }

  /** Holds a job that has ended to them. */
  static void hold(Job job, List<Run> runs, Trouble trouble) {
    assertThat(runs).as("runs of %s", job).anyMatch(run -> run.ended() != null);
    Kind kind = runs.get(0).kind();
    assertThat(job.status()).as("status of %s, runs %s", job, runs).isEqualTo(kind.end());
    List<Run> again = again(runs);
    if (!again.isEmpty()) {
      explain(job, runs, again, trouble);
    } else if (!trouble.mayRepeat()) {
      assertThat(runs)
          .as("attempts of %s, of which none was lost: %s", job, runs)
          .hasSize(kind.fails() ? Kind.TRIES : 1);
    }
    if (kind == Kind.RETRIED) {
      assertThat(runs)
          .as("attempts of %s, whose first two fail: %s", job, runs)
          .anyMatch(run -> run.ended() != null && run.attempt() >= Kind.TRIES);
    }
    if (kind == Kind.HOPELESS) {
      assertThat(job.exhausted()).as("all attempts of %s were used: %s", job, runs).isTrue();
      assertThat(runs)
          .as("attempts of %s, which may have %d: %s", job, Kind.TRIES, runs)
          .allMatch(run -> run.attempt() <= Kind.TRIES);
    }
  }

  /**
   * Holds a job to one end that counts.
   *
   * @param ends of its attempts, those that counted, in order
   */
  static void holdEnds(Job job, Kind kind, List<String> ends) {
    List<String> inVain = ends.stream().filter("failed"::equals).toList();
    int mayFail = kind == Kind.HOPELESS ? Kind.TRIES : kind == Kind.RETRIED ? Kind.TRIES - 1 : 0;
    assertThat(inVain).as("failures of %s, of %s", job, ends).hasSizeLessThanOrEqualTo(mayFail);
    if (kind == Kind.HOPELESS) {
      assertThat(ends).as("ends of %s", job).isEqualTo(inVain);
    } else {
      assertThat(ends).as("ends of %s", job).hasSize(inVain.size() + 1).endsWith(kind.end());
    }
  }

  private static void explain(Job job, List<Run> runs, List<Run> again, Trouble trouble) {
    assertThat(trouble.mayRepeat()).as("a reason to run %s again: %s", job, runs).isTrue();
    assertThat(runs.get(0).began())
        .as("%s ran before it was over: %s", job, runs)
        .isBefore(trouble.to());
    assertThat(again.get(again.size() - 1).began())
        .as("%s ran again because of what happened: %s", job, runs)
        .isBetween(trouble.from(), trouble.to().plus(AFTERMATH));
  }
}
