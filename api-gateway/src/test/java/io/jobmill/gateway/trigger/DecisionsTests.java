// SPDX-License-Identifier: Apache-2.0
package io.jobmill.gateway.trigger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.jobmill.gateway.problem.Refusal;
import io.jobmill.gateway.testing.InMemoryJobs;
import io.jobmill.gateway.testing.RunningGateway;
import io.jobmill.gateway.testing.Views;
import io.jobmill.job.JobId;
import io.jobmill.job.JobRequest;
import io.jobmill.job.JobStatus;
import io.jobmill.job.Value;
import io.jobmill.secret.SecretKeyring;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DecisionsTests {

  private final JobId id = JobId.ofIdempotencyKey("ci", "t", "k");
  private final JobRequest asked = JobRequest.forTemplate("t");
  private final List<String> submitted = new ArrayList<>();
  private final InMemoryJobs jobs = new InMemoryJobs();
  private final Decisions decisions =
      new Decisions(jobs, new SecretKeyring(RunningGateway.SECRET), 3);

  @Test
  void saysThatItIsNotDecidedYetAndSafeToRepeat() {
    Refusal refusal =
        catchThrowableOfType(Refusal.class, () -> decisions.once(id, asked, submitted::add));

    assertThat(refusal.status()).isEqualTo(503);
    assertThat(refusal.headers()).containsKey("Retry-After");
    assertThat(refusal.detail()).contains("repeat it with the same key");
    assertThat(submitted).hasSize(1);
  }

  @Test
  void findsTheJobThatAnotherGatewaySubmitted() {
    decisions.once(id, asked, this::decide);

    assertThatCode(() -> decisions.once(id, asked, submitted::add)).doesNotThrowAnyException();
    assertThat(submitted).isEmpty();
  }

  @Test
  void tellsARivalThatWasFirst() {
    JobRequest other = asked.withVariables(Map.of("A", Value.of("1")), Map.of());

    Refusal refusal =
        catchThrowableOfType(
            Refusal.class,
            () -> decisions.once(id, other, unused -> decisions.once(id, asked, this::decide)));

    assertThat(refusal.status()).isEqualTo(409);
  }

  private void decide(String fingerprint) {
    jobs.put(Views.job(asked.withId(id).repeatable(fingerprint), JobStatus.PENDING, null));
  }
}
