// SPDX-License-Identifier: Apache-2.0
package io.jobmill.gateway.testing;

import io.jobmill.gateway.query.RunCondition;
import io.jobmill.gateway.query.RunField;
import io.jobmill.gateway.query.RunOperator;
import io.jobmill.gateway.query.RunOrder;
import io.jobmill.store.HistoryRow;
import io.jobmill.view.Run;
import java.util.Comparator;
import java.util.Locale;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Conditions on runs, evaluated in memory: what the store has to agree with. */
final class RunMatching {

  private RunMatching() {}

  static Predicate<HistoryRow> of(RunCondition condition) {
    if (condition instanceof RunCondition.And and) {
      return row -> and.conditions().stream().allMatch(each -> of(each).test(row));
    }
    if (condition instanceof RunCondition.Or or) {
      return row -> or.conditions().stream().anyMatch(each -> of(each).test(row));
    }
    RunCondition.Compare compare = (RunCondition.Compare) condition;
    return row -> compares(value(row, compare.field()), compare);
  }

  static Comparator<HistoryRow> order(RunOrder order) {
    Comparator<HistoryRow> by = (a, b) -> compare(value(a, order.field()), value(b, order.field()));
    Comparator<HistoryRow> whole = by.thenComparingLong(row -> row.run().historyId());
    return order.ascending() ? whole : whole.reversed();
  }

  private static boolean compares(@Nullable Object found, RunCondition.Compare compare) {
    Object wanted = folded(compare.value());
    boolean empty = found == null || (compare.field() == RunField.MESSAGE && "".equals(found));
    boolean whole = compare.operator() == RunOperator.EQ || compare.operator() == RunOperator.NE;
    if (wanted == null || ("".equals(wanted) && whole)) {
      return switch (compare.operator()) {
        case EQ -> empty;
        default -> !empty;
      };
    }
    String text = String.valueOf(found);
    return switch (compare.operator()) {
      case EQ -> wanted.equals(found);
      case NE -> !wanted.equals(found);
      case LT -> found != null && compare(found, wanted) < 0;
      case LE -> found != null && compare(found, wanted) <= 0;
      case GT -> found != null && compare(found, wanted) > 0;
      case GE -> found != null && compare(found, wanted) >= 0;
      case CONTAINS -> found != null && text.contains(wanted.toString());
      case NOT_CONTAINS -> found == null || !text.contains(wanted.toString());
      case STARTS_WITH -> found != null && text.startsWith(wanted.toString());
      case ENDS_WITH -> found != null && text.endsWith(wanted.toString());
    };
  }

  @SuppressWarnings("unchecked")
  private static int compare(@Nullable Object a, @Nullable Object b) {
    if (a == null || b == null) {
      return Boolean.compare(a != null, b != null);
    }
    return ((Comparable<Object>) a).compareTo(b);
  }

  private static @Nullable Object value(HistoryRow row, RunField field) {
    Run run = row.run();
    return folded(
        switch (field) {
          case ID -> run.historyId();
          case JOB -> row.job().toString();
          case SERIES -> row.series().toString();
          case JOB_TYPE -> row.jobType();
          case WORKER -> run.worker().id();
          case HOSTNAME -> run.hostname();
          case POOL -> run.claim().pool().name();
          case STATUS -> run.status().word();
          case SCHEDULE -> row.schedule();
          case MESSAGE -> run.message();
          case STARTED_AT -> run.startedAt();
          case ENDED_AT -> run.endedAt();
          case RETRYING -> run.retrying();
          case ACKNOWLEDGED -> run.acknowledged();
        });
  }

  private static @Nullable Object folded(@Nullable Object value) {
    return value instanceof String text ? text.toLowerCase(Locale.ROOT) : value;
  }
}
