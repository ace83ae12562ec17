// SPDX-License-Identifier: Apache-2.0
package io.jobmill.gateway.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.jobmill.gateway.testing.Views;
import io.jobmill.job.JobRequest;
import io.jobmill.job.JobStatus;
import io.jobmill.view.JobView;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class JobAnswerTests {

  @Test
  void aJobThatRestsSaysWhyAndWhenItIsTriedAgain() {
    JobView resting =
        Views.job(JobRequest.forTemplate("ablast"), JobStatus.RETRYING, "exit status 3");

    assertThat(JobAnswer.of(resting, null).fields())
        .containsEntry("status", "retrying")
        .containsEntry("message", "exit status 3")
        .doesNotContainKeys("error", "exhausted")
        .hasEntrySatisfying(
            "retryAt", at -> assertThat(at).hasToString(Views.WHEN.plusSeconds(30).toString()));
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "RETRYING")
  void noOtherJobIsTriedAgainByItself(JobStatus status) {
    assertThat(JobAnswer.of(Views.job("ablast", status), null).fields())
        .doesNotContainKey("retryAt");
  }
}
