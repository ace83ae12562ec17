// SPDX-License-Identifier: Apache-2.0
package io.jobmill.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NamesTests {

  @ParameterizedTest
  @ValueSource(strings = {"default", "a", "gpu-2", "0"})
  void poolsAreLowerCaseLettersDigitsAndDashes(String name) {
    assertThat(new Pool(name)).hasToString(name);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "Default", "a.b", "a_b", "a b", "ä", "default\n"})
  void otherNamesArePoolsOfNobody(String name) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Pool(name))
        .withMessageStartingWith("pool must be 1 to 60 of a-z, 0-9 and -, not '");
  }

  @Test
  void aPoolHasAtMost60Characters() {
    assertThatCode(() -> new Pool("x".repeat(60))).doesNotThrowAnyException();
    assertThatIllegalArgumentException().isThrownBy(() -> new Pool("x".repeat(61)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "_any",
        "_all",
        "web-01.example.com",
        "host#2",
        "group:web.eu",
        "os:linux_6",
        "a_b"
      })
  void targetsAreOneAllAHostOrALabel(String text) {
    assertThat(new Target(text)).hasToString(text);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "_some", "a b", "group:", ":web", "a:b:c", "-x", "a\nb"})
  void otherTextsTargetNobody(String text) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Target(text))
        .withMessageStartingWith("target must be _any, _all, a hostname or key:value, not '");
  }

  @Test
  void anOperationHasAType() {
    assertThatIllegalArgumentException().isThrownBy(() -> new Operation(" ", Map.of()));
    assertThat(new Operation("shell", Map.of()).isBuiltIn()).isTrue();
    assertThat(new Operation("http", Map.of()).isBuiltIn()).isTrue();
    assertThat(new Operation("Shell", Map.of()).isBuiltIn()).isFalse();
  }

  @Test
  void aSingleValueHasOneText() {
    assertThatIllegalArgumentException().isThrownBy(() -> new Value(List.of("a", "b"), false));
    assertThatIllegalArgumentException().isThrownBy(() -> new Value(List.of(), false));
    assertThat(Value.ofList(List.of("a", "b")).text()).isEqualTo("a\nb");
    assertThat(Value.ofList(List.of()).text()).isEmpty();
  }

  @Test
  void aValueNeverPrintsItsText() {
    assertThat(Value.of("hunter2").toString()).doesNotContain("hunter2");
    assertThat(Value.ofList(List.of("hunter2")).toString()).doesNotContain("hunter2");
  }

  @Test
  void limitsArePositive() {
    assertThatIllegalArgumentException().isThrownBy(() -> new RunLimits(Duration.ZERO, 1));
    assertThatIllegalArgumentException().isThrownBy(() -> new RunLimits(Duration.ofSeconds(-1), 1));
    assertThatIllegalArgumentException().isThrownBy(() -> new RunLimits(Duration.ofSeconds(1), 0));
  }

  @Test
  void foreignTextInAMessageIsOneBoundedLineOfWholeCharacters() {
    assertThat(OneLine.quoted("a\r\nb\tc\u2028d\u0000")).isEqualTo("'a  b c d '");
    assertThat(OneLine.quoted("x".repeat(100))).isEqualTo("'" + "x".repeat(60) + "…'");
    assertThat(OneLine.quoted("x".repeat(59) + "😀")).isEqualTo("'" + "x".repeat(59) + "…'");
    assertThat(OneLine.quoted("\ud800")).isEqualTo("' '");
    assertThat(OneLine.of("a".repeat(5000))).hasSize(1001);
    assertThat(OneLine.of("Grüße 😀")).isEqualTo("Grüße 😀");
  }
}
