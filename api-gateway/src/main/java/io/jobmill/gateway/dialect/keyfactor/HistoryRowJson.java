// SPDX-License-Identifier: Apache-2.0
package io.jobmill.gateway.dialect.keyfactor;

import io.jobmill.schedule.Schedule;
import io.jobmill.schedule.ScheduleText;
import io.jobmill.store.HistoryRow;
import io.jobmill.view.Run;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A run as a row of the dialect's job history. */
final class HistoryRowJson {

  private HistoryRowJson() {}

  static Map<String, Object> of(HistoryRow row) {
    Run run = row.run();
    Instant ended = run.endedAt();
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("JobHistoryId", run.historyId());
    json.put("AgentMachine", run.hostname());
    json.put("JobId", row.series().toString());
    json.put("Schedule", ScheduleJson.after(schedule(row.schedule()), run.startedAt()));
    json.put("JobType", row.jobType());
    json.put("OperationStart", Times.text(run.startedAt()));
    if (ended != null) {
      json.put("OperationEnd", Times.text(ended));
    }
    json.put("Message", run.message() == null ? "" : run.message());
    json.put("Result", RowStatus.result(run.status()));
    json.put("Status", RowStatus.status(run));
    json.put("StorePath", "");
    json.put("ClientMachine", run.hostname());
    return json;
  }

  private static @Nullable Schedule schedule(@Nullable String text) {
    return text == null ? null : ScheduleText.parse(text).orElse(null);
  }
}
