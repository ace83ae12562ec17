// SPDX-License-Identifier: Apache-2.0
package io.jobmill.gateway.dialect.keyfactor;

import io.jobmill.gateway.dialect.keyfactor.filter.Field;
import io.jobmill.gateway.dialect.keyfactor.filter.Filter;
import io.jobmill.gateway.query.RunCondition;
import io.jobmill.gateway.query.RunField;
import io.jobmill.gateway.query.RunLists;
import io.jobmill.gateway.query.RunOrder;
import io.jobmill.gateway.query.RunQuestion;
import io.jobmill.gateway.query.Visibility;
import io.jobmill.store.HistoryRow;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.LongFunction;
import java.util.stream.LongStream;

/** The runs that a caller may see, filtered, sorted and paged. */
final class History {

  /** More are not counted. */
  private static final int MOST_COUNTED = 10_000;

  private static final int MOST_NUMBER = 5;

  private final RunLists runs;

  History(RunLists runs) {
    this.runs = runs;
  }

  /** What the caller may see of the row with this id; empty if there is none. */
  Optional<HistoryRow> find(long id, Visibility visible) {
    return list(RunCondition.is(RunField.ID, id), visible, 1).stream().findFirst();
  }

  /** Up to so many rows, the oldest first. */
  List<HistoryRow> list(RunCondition condition, Visibility visible, int most) {
    return runs.list(
        new RunQuestion(
            HistoryCondition.shown(condition), visible, RunOrder.OLDEST_FIRST, 0, most));
  }

  /**
   * @throws CodedRefusal where there is no such field to sort by
   */
  List<HistoryRow> page(Filter filter, Paging paging, Visibility visible) {
    RunCondition condition = HistoryCondition.shown(HistoryCondition.of(filter));
    String name = paging.sortField();
    Field field = name == null ? null : HistoryFields.sort(name);
    if (HistoryFields.STATUS.equals(field)) {
      return byNumber(condition, HistoryCondition::status, paging, visible);
    }
    if (HistoryFields.RESULT.equals(field)) {
      return byNumber(condition, HistoryCondition::result, paging, visible);
    }
    RunField by = field == null ? RunField.ID : HistoryFields.runField(field).orElse(RunField.ID);
    return runs.list(
        new RunQuestion(
            condition,
            visible,
            new RunOrder(by, paging.ascending()),
            paging.skip(),
            paging.limit()));
  }

  /** How many there are in all; empty where that is more than is counted, or takes too long. */
  Optional<Long> total(Filter filter, Paging paging, Visibility visible, int found) {
    if (found < paging.limit() && (found > 0 || paging.skip() == 0)) {
      return Optional.of((long) paging.skip() + found);
    }
    RunCondition condition = HistoryCondition.shown(HistoryCondition.of(filter));
    return runs.count(condition, visible, MOST_COUNTED + 1)
        .filter(counted -> counted <= MOST_COUNTED);
  }

  /** The store does not know these numbers: the rows of one number come after those of another. */
  private List<HistoryRow> byNumber(
      RunCondition condition,
      LongFunction<RunCondition> having,
      Paging paging,
      Visibility visible) {
    List<HistoryRow> page = new ArrayList<>();
    int skip = paging.skip();
    for (long number : numbers(paging.ascending())) {
      RunCondition those = RunCondition.and(condition, having.apply(number));
      int room = paging.limit() - page.size();
      if (room == 0) {
        break;
      }
      int there = skip == 0 ? 0 : (int) runs.requireCount(those, visible, skip + 1);
      if (skip > 0 && there <= skip) {
        skip -= there;
        continue;
      }
      page.addAll(runs.list(new RunQuestion(those, visible, RunOrder.OLDEST_FIRST, skip, room)));
      skip = 0;
    }
    return page;
  }

  private static List<Long> numbers(boolean ascending) {
    return LongStream.rangeClosed(0, MOST_NUMBER)
        .map(n -> ascending ? n : MOST_NUMBER - n)
        .boxed()
        .toList();
  }
}
