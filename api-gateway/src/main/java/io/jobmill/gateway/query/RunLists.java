// SPDX-License-Identifier: Apache-2.0
package io.jobmill.gateway.query;

import io.jobmill.store.HistoryRow;
import java.util.List;
import java.util.Optional;

/** The history: runs by what they were and how they ended. Thread-safe. */
public final class RunLists {

  private final StoredLists stored;

  RunLists(StoredLists stored) {
    this.stored = stored;
  }

  /**
   * @throws io.jobmill.gateway.problem.Refusal 503 where the store is away; 400 for a question that
   *     no index serves, or that takes too long
   */
  public List<HistoryRow> list(RunQuestion question) {
    return stored.runs(question);
  }

  /**
   * How many runs the condition is true of, as far as {@code most}; empty where that takes too
   * long.
   *
   * @throws io.jobmill.gateway.problem.Refusal 503 where the store is away
   */
  public Optional<Long> count(RunCondition condition, Visibility visible, int most) {
    return stored.countRuns(condition, visible, most);
  }

  /**
   * The same where there is no answer without it.
   *
   * @throws io.jobmill.gateway.problem.Refusal as {@link #list}
   */
  public long requireCount(RunCondition condition, Visibility visible, int most) {
    return count(condition, visible, most).orElseThrow(StoreQuestions::tooLong);
  }

  /** The run of this history id, whoever asks. */
  public Optional<HistoryRow> find(long historyId) {
    RunCondition one = RunCondition.is(RunField.ID, historyId);
    return stored.runs(RunQuestion.of(one, Visibility.EVERYTHING)).stream().findFirst();
  }
}
