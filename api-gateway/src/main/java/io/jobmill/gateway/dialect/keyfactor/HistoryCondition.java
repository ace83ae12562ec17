// SPDX-License-Identifier: Apache-2.0
package io.jobmill.gateway.dialect.keyfactor;

import io.jobmill.gateway.dialect.keyfactor.filter.Field;
import io.jobmill.gateway.dialect.keyfactor.filter.Filter;
import io.jobmill.gateway.dialect.keyfactor.filter.Filter.All;
import io.jobmill.gateway.dialect.keyfactor.filter.Filter.Any;
import io.jobmill.gateway.dialect.keyfactor.filter.Filter.Comparison;
import io.jobmill.gateway.query.RunCondition;
import io.jobmill.gateway.query.RunField;
import io.jobmill.gateway.query.RunOperator;
import io.jobmill.view.RunStatus;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.LongFunction;
import java.util.stream.LongStream;

/** Translates filters of the job history into what the model asks the store. */
final class HistoryCondition {

  private static final RunCondition NOTHING = RunCondition.or();
  private static final int MOST = 5;

  private HistoryCondition() {}

  /** What is never shown: a claim that came to nothing is no run. */
  static RunCondition shown(RunCondition condition) {
    return RunCondition.and(
        new RunCondition.Compare(RunField.STATUS, RunOperator.NE, RunStatus.UNCLAIMED.word()),
        condition);
  }

  static RunCondition of(Filter filter) {
    if (filter instanceof All all) {
      return new RunCondition.And(all.parts().stream().map(HistoryCondition::of).toList());
    }
    if (filter instanceof Any any) {
      return new RunCondition.Or(any.parts().stream().map(HistoryCondition::of).toList());
    }
    Comparison comparison = (Comparison) filter;
    if (comparison.field().equals(HistoryFields.STATUS)) {
      return numbers(comparison, HistoryCondition::status);
    }
    if (comparison.field().equals(HistoryFields.RESULT)) {
      return numbers(comparison, HistoryCondition::result);
    }
    Optional<RunField> field = HistoryFields.runField(comparison.field());
    if (field.isEmpty()) {
      return comparison.matches(any -> "") ? RunCondition.ALL : NOTHING;
    }
    Object value = comparison.value();
    return new RunCondition.Compare(
        field.get(),
        RunOperator.valueOf(operator(comparison)),
        value instanceof UUID id ? id.toString() : value);
  }

  static RunCondition status(long number) {
    RunCondition ended =
        new RunCondition.Compare(RunField.STATUS, RunOperator.NE, RunStatus.RUNNING.word());
    return switch ((int) number) {
      case RowStatus.IN_PROCESS -> is(RunStatus.RUNNING);
      case RowStatus.COMPLETED ->
          RunCondition.and(
              ended,
              RunCondition.is(RunField.ACKNOWLEDGED, false),
              RunCondition.is(RunField.RETRYING, false));
      case RowStatus.ACKNOWLEDGED ->
          RunCondition.and(ended, RunCondition.is(RunField.ACKNOWLEDGED, true));
      case RowStatus.WILL_RETRY ->
          RunCondition.and(
              ended,
              RunCondition.is(RunField.ACKNOWLEDGED, false),
              RunCondition.is(RunField.RETRYING, true));
      default -> NOTHING;
    };
  }

  static RunCondition result(long number) {
    List<RunCondition> any =
        Arrays.stream(RunStatus.values())
            .filter(status -> RowStatus.result(status) == number)
            .map(HistoryCondition::is)
            .toList();
    return new RunCondition.Or(any);
  }

  /** Every number there is that the comparison is true of. */
  private static RunCondition numbers(Comparison comparison, LongFunction<RunCondition> condition) {
    Field field = comparison.field();
    return new RunCondition.Or(
        LongStream.rangeClosed(0, MOST)
            .filter(n -> comparison.matches(any -> any.equals(field) ? (Object) n : null))
            .mapToObj(condition)
            .toList());
  }

  private static RunCondition is(RunStatus status) {
    return RunCondition.is(RunField.STATUS, status.word());
  }

  private static String operator(Comparison comparison) {
    return switch (comparison.operator()) {
      case NOTCONTAINS -> RunOperator.NOT_CONTAINS.name();
      case STARTSWITH -> RunOperator.STARTS_WITH.name();
      case ENDSWITH -> RunOperator.ENDS_WITH.name();
      default -> comparison.operator().name();
    };
  }
}
