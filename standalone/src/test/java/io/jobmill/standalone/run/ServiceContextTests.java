// SPDX-License-Identifier: Apache-2.0
package io.jobmill.standalone.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.jobmill.standalone.RefusedException;
import org.junit.jupiter.api.Test;

class ServiceContextTests {
  @Test
  void saysWhyInOurWordsAndNotInThoseOfTheCause() {
    Throwable cause = new IllegalStateException("Timed out waiting for a node assignment.");
    Throwable ours = new RefusedException("no Kafka broker answered at kafka:9092", cause);

    assertThat(ServiceContext.reason(new IllegalStateException("Error creating bean", ours)))
        .isEqualTo("no Kafka broker answered at kafka:9092");
  }

  @Test
  void saysTheFirstLineOfTheInnermostCauseWhereNoneIsOurs() {
    Throwable cause = new IllegalArgumentException("The connection string is invalid.\nSee …");

    assertThat(ServiceContext.reason(new IllegalStateException("Error creating bean", cause)))
        .isEqualTo("The connection string is invalid.");
  }
}
