// SPDX-License-Identifier: Apache-2.0
package io.jobmill.gateway.query;

import static org.assertj.core.api.Assertions.assertThat;

import io.jobmill.gateway.query.RunCondition.Compare;
import org.junit.jupiter.api.Test;

class RunCostTests {

  private static final RunCondition BY_TYPE = RunCondition.is(RunField.JOB_TYPE, "x");
  private static final RunCondition BY_MESSAGE =
      new Compare(RunField.MESSAGE, RunOperator.CONTAINS, "x");

  @Test
  void servesWhatIsSortedByAnIndex() {
    assertThat(isServed(RunCondition.ALL, RunField.ID)).isTrue();
    assertThat(isServed(BY_MESSAGE, RunField.HOSTNAME)).isTrue();
    assertThat(isServed(RunCondition.ALL, RunField.ENDED_AT)).isFalse();
  }

  @Test
  void servesWhatIsNarrowedByAnIndex() {
    assertThat(isServed(BY_TYPE, RunField.ENDED_AT)).isTrue();
    assertThat(isServed(new Compare(RunField.ID, RunOperator.GT, 1L), RunField.ENDED_AT)).isTrue();
    assertThat(isServed(new Compare(RunField.JOB_TYPE, RunOperator.NE, "x"), RunField.ENDED_AT))
        .isFalse();
    assertThat(isServed(BY_MESSAGE, RunField.ENDED_AT)).isFalse();
  }

  @Test
  void takesOneNarrowPartOfAnAndAndAllOfAnOr() {
    assertThat(isServed(RunCondition.and(BY_MESSAGE, BY_TYPE), RunField.MESSAGE)).isTrue();
    assertThat(isServed(RunCondition.or(BY_MESSAGE, BY_TYPE), RunField.MESSAGE)).isFalse();
    assertThat(isServed(RunCondition.or(BY_TYPE, BY_TYPE), RunField.MESSAGE)).isTrue();
  }

  private static boolean isServed(RunCondition condition, RunField order) {
    return RunCost.isServed(
        new RunQuestion(condition, Visibility.EVERYTHING, new RunOrder(order, true), 0, 50));
  }
}
