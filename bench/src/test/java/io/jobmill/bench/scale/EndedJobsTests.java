// SPDX-License-Identifier: Apache-2.0
package io.jobmill.bench.scale;

import static org.assertj.core.api.Assertions.assertThat;

import io.jobmill.job.JobStatus;
import io.jobmill.view.JobView;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class EndedJobsTests {

  private static final Instant END = Instant.parse("2026-11-22T00:00:00Z");
  private static final int TOTAL = EndedJobs.PENDING + 2_000;

  @Test
  void sameSeedMakesTheSameJobs() {
    assertThat(made(7)).isEqualTo(made(7));
  }

  @Test
  void onlyTheLastJobsArePending() {
    assertThat(made(7).subList(0, 2_000)).allMatch(view -> view.status().isTerminal());
    assertThat(made(7).subList(2_000, TOTAL)).allMatch(view -> view.status() == JobStatus.PENDING);
  }

  @Test
  void someJobsFailAndSomeNeedASecondAttempt() {
    assertThat(made(7)).anyMatch(view -> view.status() == JobStatus.FAILED);
    assertThat(made(7)).anyMatch(view -> view.runs().size() == 2);
  }

  private static List<JobView> made(long seed) {
    var jobs = new EndedJobs(TOTAL, END, Duration.ofDays(5), seed);
    var views = new ArrayList<JobView>();
    while (jobs.hasNext()) {
      views.add(jobs.next().after());
    }
    return views;
  }
}
