// SPDX-License-Identifier: Apache-2.0
package io.jobmill.gateway.api;

import io.jobmill.gateway.schedule.Schedules;
import io.jobmill.gateway.schedule.Schedules.Scheduled;
import io.jobmill.job.JobRequest;
import io.jobmill.schedule.ScheduleRecord.Definition;
import java.util.Map;

/** A schedule as JSON. */
final class ScheduleAnswer {

  private ScheduleAnswer() {}

  static Map<String, Object> of(Scheduled scheduled) {
    Definition definition = scheduled.definition();
    JobRequest request = definition.request();
    return brief(scheduled)
        .with("template", request.template())
        .with("variables", JobAnswer.variables(request))
        .with("target", request.target() == null ? null : request.target().text())
        .with("pool", definition.pool().name())
        .with("when", ScheduleTimes.write(definition.schedule()))
        .with("overlap", definition.rules().overlap().word())
        .with("missed", definition.rules().missed().word())
        .with("submittedBy", request.submittedBy())
        .with("createdAt", definition.createdAt())
        .with("nextDueAt", scheduled.due())
        .with("lastDueAt", scheduled.last())
        .with("lastJob", scheduled.previous() == null ? null : scheduled.previous().toString())
        .fields();
  }

  /** No more than that it is there. */
  static Answer brief(Scheduled scheduled) {
    Definition definition = scheduled.definition();
    return new Answer()
        .with("name", Schedules.nameOf(definition))
        .with("id", definition.id().toString())
        .with("enabled", !definition.standing().paused());
  }
}
