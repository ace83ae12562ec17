// SPDX-License-Identifier: Apache-2.0
package io.jobmill.gateway.dialect.keyfactor;

import io.jobmill.gateway.dialect.keyfactor.filter.QueryParser;
import io.jobmill.gateway.problem.Refusal;
import io.jobmill.gateway.query.RunCondition;
import io.jobmill.gateway.query.RunField;
import io.jobmill.gateway.query.Visibility;
import io.jobmill.gateway.security.Scope;
import io.jobmill.store.HistoryRow;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Changes that are for runs of the history, named one by one or by a query. */
final class RowEndpoints {

  private static final String IDS = "JobAuditIds";

  /** As many as a query acts on at once; the rest is for the next call. */
  private static final int MOST = 1000;

  private final History history;
  private final Doors doors;
  private final RowActions actions;
  private final ValuesOf values;

  RowEndpoints(History history, Doors doors, RowActions actions, ValuesOf values) {
    this.history = history;
    this.doors = doors;
    this.actions = actions;
    this.values = values;
  }

  List<Endpoint> endpoints() {
    return List.of(
        Endpoint.post(
            "OrchestratorJobs/Acknowledge",
            Scope.MANAGE,
            call -> {
              actions.acknowledge(rows(call, RowRule.ACKNOWLEDGE, Scope.MANAGE), call.actor());
              return Reply.NOTHING;
            }),
        Endpoint.post(
            "OrchestratorJobs/Reschedule",
            Scope.TRIGGER,
            call -> {
              actions.reschedule(rows(call, RowRule.RESCHEDULE, Scope.TRIGGER), call.actor());
              return Reply.NOTHING;
            }));
  }

  private List<HistoryRow> rows(Call call, RowRule rule, Scope scope) {
    Selection<Long> selection = Selection.read(call.object(), IDS, Selection::historyId);
    String query = selection.query();
    return query == null
        ? named(call, selection.ids(), rule, scope)
        : found(call, query, rule, scope);
  }

  /** All of them, or nothing is done. */
  private List<HistoryRow> named(Call call, List<Long> ids, RowRule rule, Scope scope) {
    RunCondition any =
        new RunCondition.Or(ids.stream().map(id -> RunCondition.is(RunField.ID, id)).toList());
    List<HistoryRow> rows =
        history.list(any, Visibility.EVERYTHING, ids.size()).stream()
            .filter(row -> doors.mayAct(call.caller(), scope, row.template()))
            .toList();
    Set<Long> there = rows.stream().map(row -> row.run().historyId()).collect(Collectors.toSet());
    for (Long id : ids) {
      if (!there.contains(id)) {
        throw Refusal.notFound("there is no job history with id " + id);
      }
    }
    for (HistoryRow row : rows) {
      rule.problem(row)
          .ifPresent(
              problem -> {
                throw Refusal.badRequest(
                    "job history %d: %s".formatted(row.run().historyId(), problem));
              });
    }
    return rows;
  }

  private List<HistoryRow> found(Call call, String query, RowRule rule, Scope scope) {
    RunCondition asked =
        HistoryCondition.of(QueryParser.parse(query, HistoryFields.ALL, values.of(call)));
    return history
        .list(RunCondition.and(asked, rule.condition()), Visibility.EVERYTHING, MOST)
        .stream()
        .filter(row -> doors.mayAct(call.caller(), scope, row.template()))
        .toList();
  }
}
