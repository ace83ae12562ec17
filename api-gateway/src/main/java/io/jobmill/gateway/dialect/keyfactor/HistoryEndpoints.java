// SPDX-License-Identifier: Apache-2.0
package io.jobmill.gateway.dialect.keyfactor;

import io.jobmill.gateway.dialect.keyfactor.filter.Filter;
import io.jobmill.gateway.dialect.keyfactor.filter.QueryParser;
import io.jobmill.gateway.problem.Refusal;
import io.jobmill.gateway.query.StoredJobs;
import io.jobmill.gateway.query.Visibility;
import io.jobmill.gateway.query.VisibleTemplates;
import io.jobmill.gateway.security.Scope;
import io.jobmill.store.HistoryRow;
import io.jobmill.store.JobViews.StoredResult;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads the history of jobs and what they handed back. */
final class HistoryEndpoints {

  private static final String ID = "jobHistoryId";

  private final History history;
  private final StoredJobs stored;
  private final VisibleTemplates visible;
  private final ValuesOf values;

  HistoryEndpoints(History history, StoredJobs stored, VisibleTemplates visible, ValuesOf values) {
    this.history = history;
    this.stored = stored;
    this.visible = visible;
    this.values = values;
  }

  List<Endpoint> endpoints() {
    return List.of(
        Endpoint.get("OrchestratorJobs/JobHistory", Scope.VIEW, this::list),
        Endpoint.get("OrchestratorJobs/JobStatus/Data", Scope.VIEW, this::result));
  }

  private Reply list(Call call) {
    Paging paging = Paging.of(call.parameters());
    Filter filter = QueryParser.parse(paging.query(), HistoryFields.ALL, values.of(call));
    Visibility theirs = visible.of(call.caller());
    List<HistoryRow> rows = history.page(filter, paging, theirs);
    return new Reply(
        200,
        rows.stream().map(HistoryRowJson::of).toList(),
        history.total(filter, paging, theirs, rows.size()).orElse(null));
  }

  /** A run that has handed nothing back, or not yet, has an empty text. */
  private Reply result(Call call) {
    long id = id(call.parameters());
    HistoryRow row =
        history
            .find(id, visible.of(call.caller()))
            .orElseThrow(() -> Refusal.notFound("there is no job history with id " + id));
    String text =
        row.run().result()
            ? stored.result(row.job(), row.run()).map(StoredResult::text).orElse("")
            : "";
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("JobHistoryId", id);
    json.put("Data", ResultBytes.cut(text));
    return Reply.of(json);
  }

  private static long id(KeyfactorParameters parameters) {
    String text =
        parameters
            .one(ID)
            .orElseThrow(() -> Refusal.badRequest("parameter '%s' is missing".formatted(ID)));
    try {
      long id = Long.parseLong(text.strip());
      if (id > 0) {
        return id;
      }
    } catch (NumberFormatException e) {
      // Said below.
    }
    throw Refusal.badRequest("parameter '%s' must be a whole number above 0".formatted(ID));
  }
}
