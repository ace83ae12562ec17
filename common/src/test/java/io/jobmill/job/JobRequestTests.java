// SPDX-License-Identifier: Apache-2.0
package io.jobmill.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JobRequestTests {

  private static final Instant LATER = Instant.parse("2026-03-01T12:00:00Z");

  @ParameterizedTest
  @CsvSource({"0,1,0", "1,0,0", "1,1,-1", "1,1,1", "2,1,2"})
  void countersThatCannotBeAreRefused(int attempt, int ask, int excused) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> counted(attempt, ask, excused))
        .withMessageContaining("attempt=%d ask=%d excused=%d", attempt, ask, excused);
  }

  @Test
  void theNextAttemptStartsCountingItsAsksAnewAndIsDueAtOnce() {
    JobRequest next = counted(2, 5, 1).withRunAt(LATER).nextAttempt(false);

    assertThat(next.attempt()).isEqualTo(3);
    assertThat(next.ask()).isEqualTo(1);
    assertThat(next.excused()).isEqualTo(1);
    assertThat(next.runAt()).isNull();
  }

  @Test
  void anExcusedAttemptIsCountedAsExcused() {
    assertThat(counted(1, 1, 0).nextAttempt(true).excused()).isEqualTo(1);
  }

  @Test
  void askingAgainKeepsTheAttempt() {
    JobRequest again = counted(2, 1, 1).withRunAt(LATER).askedAgain();

    assertThat(again.attempt()).isEqualTo(2);
    assertThat(again.ask()).isEqualTo(2);
    assertThat(again.excused()).isEqualTo(1);
    assertThat(again.runAt()).isNull();
  }

  @Test
  void aRequestKeepsItsOwnCopyOfTheVariablesInTheirOrder() {
    Map<String, Value> variables = new LinkedHashMap<>();
    variables.put("B", Value.of("1"));
    variables.put("A", Value.of("2"));
    JobRequest request = JobRequest.forTemplate("t").withVariables(variables, Map.of());

    variables.clear();

    assertThat(request.variables()).containsOnlyKeys("B", "A");
    assertThat(request.variables().keySet()).containsExactly("B", "A");
  }

  private static JobRequest counted(int attempt, int ask, int excused) {
    return new JobRequest(
        null, "t", Map.of(), null, null, null, attempt, ask, excused, null, null, null, null,
        Map.of(), null, null, List.of(), null, null);
  }
}
