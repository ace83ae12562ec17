// SPDX-License-Identifier: Apache-2.0
package io.jobmill.standalone.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jobmill.job.JobId;
import io.jobmill.standalone.faults.Views.Job;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class DueTimesTests {
  private static final Instant NOON = Instant.parse("2026-11-29T12:00:00Z");
  private static final DueTimes TIMES =
      new DueTimes(JobId.ofScheduleName("any"), NOON.minusMillis(400), 3);

  private final Map<String, Job> jobs = new HashMap<>();

  @Test
  void aJobOfEachTimeIsWhatIsExpected() {
    made(0, 700);
    made(3, 3_900);
    made(6, 6_200);

    assertThat(hold()).isEqualTo(jobs.keySet());
  }

  @Test
  void timesThatPassedBeforeTheJobBeforeThemWasAskedForWereMissed() {
    made(0, 700);
    made(3, 12_000);
    made(15, 15_700);

    assertThat(hold()).hasSize(3);
  }

  @Test
  void aTimeThatWasLeftOutIsNamed() {
    made(0, 700);
    made(6, 6_200);

    assertThatThrownBy(this::hold)
        .hasMessageContaining("has no job of the time that is named")
        .hasMessageContaining("2026-11-29T12:00:03Z");
  }

  @Test
  void theFirstTimeMayNotBeLeftOut() {
    made(3, 3_200);

    assertThatThrownBy(this::hold).hasMessageContaining("2026-11-29T12:00:00Z");
  }

  @Test
  void aJobOfATimeThatWasMissedIsNamed() {
    made(0, 4_000);
    made(3, 4_100);

    assertThatThrownBy(this::hold)
        .hasMessageContaining(TIMES.idOf(NOON.plusSeconds(3)))
        .hasMessageContaining("had missed");
  }

  @Test
  void whatComesAfterTheLastJobIsNotMissing() {
    made(0, 700);

    assertThat(hold()).hasSize(1);
  }

  private void made(int due, int submitted) {
    String id = TIMES.idOf(NOON.plusSeconds(due));
    jobs.put(id, new Job(id, "any", "succeeded", NOON.plusMillis(submitted), false));
  }

  private Set<String> hold() {
    return TIMES.hold(jobs, NOON.plusSeconds(60));
  }
}
