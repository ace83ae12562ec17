// SPDX-License-Identifier: Apache-2.0
package io.jobmill.worker.execution;

import static org.assertj.core.api.Assertions.assertThat;

import io.jobmill.handler.Variables;
import io.jobmill.job.JobTimes.Deadline;
import io.jobmill.job.Operation;
import io.jobmill.job.RunLimits;
import io.jobmill.job.TimeLimit;
import io.jobmill.worker.handler.sample.NoopHandler;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RunTimeTests {

  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
  private static final RunTime RUN = new RunTime(Duration.ofMinutes(5), StopCause.TIMEOUT);

  @Test
  void aRunHasItsTimeUnlessItsJobHasLess() {
    assertThat(RunTime.of(work(null), Optional.of(NOON))).isEqualTo(RUN);
    assertThat(RunTime.of(work(NOON.plusSeconds(300)), Optional.of(NOON))).isEqualTo(RUN);
    assertThat(RunTime.of(work(NOON.plusSeconds(299)), Optional.of(NOON)))
        .isEqualTo(new RunTime(Duration.ofSeconds(299), StopCause.EXPIRED));
  }

  @Test
  void aJobWhoseTimeIsOverHasNone() {
    assertThat(RunTime.of(work(NOON), Optional.of(NOON.plusSeconds(9))))
        .isEqualTo(new RunTime(Duration.ZERO, StopCause.EXPIRED));
  }

  @Test
  void withoutTheBrokersTimeOnlyTheRunsOwnCounts() {
    assertThat(RunTime.of(work(NOON), Optional.empty())).isEqualTo(RUN);
  }

  private static Work work(@Nullable Instant end) {
    return new Work(
        "t",
        new Operation("noop", Map.of()),
        new Variables(Map.of(), Set.of()),
        RunLimits.of(Duration.ofMinutes(5), null),
        null,
        end == null ? null : new Deadline(TimeLimit.TOTAL, end, "over"),
        new NoopHandler());
  }
}
