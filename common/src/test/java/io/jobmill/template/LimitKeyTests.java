// SPDX-License-Identifier: Apache-2.0
package io.jobmill.template;

import static org.assertj.core.api.Assertions.assertThat;

import io.jobmill.job.Operation;
import io.jobmill.job.Pool;
import io.jobmill.job.Target;
import io.jobmill.job.Value;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The texts are stored: none of them may ever change. */
class LimitKeyTests {

  @Test
  void isTheTemplateWhereTheLimitCountsForAllItsJobs() {
    LimitKey key = LimitKey.of(template(), Map.of("Region", Value.of("eu")));

    assertThat(key.text()).isEqualTo("my deploy");
    assertThat(key.template()).isEqualTo("my deploy");
  }

  @Test
  void tellsJobsApartByTheValuesOfItsVariables() {
    LimitKey key =
        LimitKey.of(
            template("Region", "Zone"),
            Map.of("region", Value.of("eu west/1"), "Zone", Value.ofList(List.of("a,b", "c"))));

    assertThat(key.text()).isEqualTo("my deploy/Region=eu+west%2F1&Zone=a%2Cb,c");
    assertThat(key.template()).isEqualTo("my deploy");
  }

  @Test
  void takesWhatIsNotGivenForEmpty() {
    assertThat(LimitKey.of(template("Region"), Map.of()).text()).isEqualTo("my deploy/Region=");
  }

  @Test
  void hashesWhatIsLong() {
    LimitKey key = LimitKey.of(template("Region"), Map.of("Region", Value.of("x".repeat(500))));

    assertThat(key.text()).isEqualTo("my deploy/39787822ea9c070ac0951907c4a576e6");
    assertThat(key.template()).isEqualTo("my deploy");
  }

  @Test
  void hasOneOwnerForAllKeysOfATemplate() {
    assertThat(new LimitKey("my deploy/Region=eu").owner(12))
        .isEqualTo(new LimitKey("my deploy").owner(12))
        .isEqualTo(3);
  }

  private static Template template(String... key) {
    return new Template(
            "My Deploy",
            "",
            Pool.DEFAULT,
            Target.ANY,
            Template.DEFAULT_TIMEOUT,
            true,
            null,
            false,
            false,
            List.of(),
            new Operation("x", Map.of()))
        .limited(new JobLimits(new Concurrency(1, List.of(key), LimitPolicy.QUEUE), null));
  }
}
