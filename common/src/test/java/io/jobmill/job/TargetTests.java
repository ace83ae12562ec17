// SPDX-License-Identifier: Apache-2.0
package io.jobmill.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TargetTests {

  private static final String ID = "6d1f2a34-5b6c-4d7e-8f90-a1b2c3d4e5f6";

  @ParameterizedTest
  @ValueSource(
      strings = {"_any", "_all", "web-01", "WEB-01", ID, "group:web", "group:web.dev", "os:linux"})
  void meansAWorkerByItsNameItsIdOrALabel(String target) {
    assertThat(matches(target)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "web",
        "web-01#2",
        "group:we",
        "group:web.de",
        "group:dev",
        "zone:web",
        "os:Linux"
      })
  void meansNoOtherWorker(String target) {
    assertThat(matches(target)).isFalse();
  }

  @Test
  void tellsTheSecondWorkerOfAHostFromTheFirst() {
    assertThat(new Target("web-01#2").matches(ID, "web-01#2", Map.of())).isTrue();
    assertThat(new Target("web-01").matches(ID, "web-01#2", Map.of())).isFalse();
  }

  @Test
  void namesOneWorkerOnlyByHost() {
    assertThat(new Target("web-01").isHost()).isTrue();
    assertThat(new Target("group:web").isHost()).isFalse();
    assertThat(Target.ALL.isHost()).isFalse();
    assertThat(Target.ANY.isHost()).isFalse();
  }

  private static boolean matches(String target) {
    return new Target(target).matches(ID, "web-01", Map.of("group", "web.dev", "os", "linux"));
  }
}
