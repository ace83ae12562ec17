// SPDX-License-Identifier: Apache-2.0
package io.jobmill.worker.execution;

import static org.assertj.core.api.Assertions.assertThat;

import io.jobmill.handler.JobFailedException;
import io.jobmill.handler.JobFailedForGoodException;
import io.jobmill.handler.Variables;
import io.jobmill.job.Claim;
import io.jobmill.job.ExpectedWorker;
import io.jobmill.job.JobId;
import io.jobmill.job.JobRequest;
import io.jobmill.job.Operation;
import io.jobmill.job.Pool;
import io.jobmill.job.RetryDelays;
import io.jobmill.job.RetryPolicy;
import io.jobmill.job.RunLimits;
import io.jobmill.job.Target;
import io.jobmill.worker.handler.sample.NoopHandler;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RetryingTests {

  private static final JobId ID = JobId.of("0196f000-0000-7000-8000-000000000001");
  private static final Duration SECOND = Duration.ofSeconds(1);
  private static final RetryPolicy THREE =
      new RetryPolicy(
          3,
          new RetryDelays(SECOND, 2, Duration.ofMinutes(1), 0),
          List.of("64-78", "timeout", "IllegalStateException", "no-such-order"));

  private final JobRequest request = JobRequest.forTemplate("t").withId(ID);

  @Test
  void withoutAPolicyNoFailureIsTriedAgain() {
    assertThat(Retrying.after(attempt(request, null), new IllegalArgumentException())).isNull();
  }

  @Test
  void theWaitGrowsWithTheAttemptsThatCount() {
    JobRequest second = request.nextAttempt(false);

    assertThat(Retrying.after(attempt(request, THREE), "1")).isEqualTo(SECOND);
    assertThat(Retrying.after(attempt(second, THREE), "1")).isEqualTo(SECOND.multipliedBy(2));
    assertThat(Retrying.after(attempt(request.nextAttempt(true), THREE), "1")).isEqualTo(SECOND);
  }

  @Test
  void theLastAttemptIsNotFollowedByAnother() {
    JobRequest third = request.nextAttempt(false).nextAttempt(false);

    assertThat(Retrying.after(attempt(third, THREE), "1")).isNull();
    assertThat(Retrying.after(attempt(third.nextAttempt(false), THREE), "1")).isNull();
    assertThat(Retrying.after(attempt(third.nextAttempt(true), THREE), "1")).isNull();
    assertThat(Retrying.after(attempt(request.nextAttempt(true).nextAttempt(true), THREE), "1"))
        .isEqualTo(SECOND);
  }

  @Test
  void anExceptionIsOfTheKindItWasGivenOrOfItsClass() {
    Attempt attempt = attempt(request, THREE);

    assertThat(Retrying.after(attempt, new IllegalStateException("x"))).isNull();
    assertThat(Retrying.after(attempt, new IllegalArgumentException("x"))).isEqualTo(SECOND);
    assertThat(Retrying.after(attempt, new JobFailedException("x"))).isEqualTo(SECOND);
    assertThat(Retrying.after(attempt, JobFailedException.ofKind("no-such-order", "x", null)))
        .isNull();
    assertThat(Retrying.after(attempt, JobFailedException.ofKind("70", "x", null))).isNull();
    assertThat(Retrying.after(attempt, JobFailedException.ofKind("80", "x", null)))
        .isEqualTo(SECOND);
    assertThat(Retrying.after(attempt, Retrying.TIMEOUT)).isNull();
  }

  @Test
  void whatFailedForGoodIsNotTriedAgain() {
    assertThat(Retrying.after(attempt(request, THREE), new JobFailedForGoodException("x")))
        .isNull();
  }

  @Test
  void aPartOfAJobForSeveralWorkersIsNotTriedAgainButOneForAHostIs() {
    ExpectedWorker one = new ExpectedWorker("w1", "web-01");
    JobRequest all =
        request.withTarget(Target.ALL).expecting(Pool.DEFAULT, List.of(one, one), Instant.EPOCH);
    JobRequest host =
        request
            .withTarget(new Target("web-01"))
            .expecting(Pool.DEFAULT, List.of(one), Instant.EPOCH);

    assertThat(Retrying.after(attempt(all, THREE), "1")).isNull();
    assertThat(Retrying.after(attempt(host, THREE), "1")).isEqualTo(SECOND);
  }

  private static Attempt attempt(JobRequest request, @Nullable RetryPolicy retry) {
    Work work =
        new Work(
            "t",
            new Operation("noop", Map.of()),
            new Variables(Map.of(), Set.of()),
            RunLimits.of(Duration.ofMinutes(5), retry),
            retry,
            null,
            new NoopHandler());
    return new Attempt(ID, request, new Claim(Pool.DEFAULT, 0, 7, 1), work);
  }
}
