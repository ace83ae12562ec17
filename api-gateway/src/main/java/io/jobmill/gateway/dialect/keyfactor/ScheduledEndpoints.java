// SPDX-License-Identifier: Apache-2.0
package io.jobmill.gateway.dialect.keyfactor;

import io.jobmill.gateway.dialect.keyfactor.filter.Field;
import io.jobmill.gateway.dialect.keyfactor.filter.Kind;
import io.jobmill.gateway.query.VisibleTemplates;
import io.jobmill.gateway.security.Scope;
import io.jobmill.job.JobId;
import java.util.List;

/** Lists what is going to run. */
final class ScheduledEndpoints {

  static final Columns<WaitingJob> COLUMNS =
      new Columns<WaitingJob>()
          .with(Field.of("JobId", Kind.GUID), waiting -> waiting.id().value(), "Id")
          .with(
              Field.of("AgentId", Kind.GUID),
              waiting ->
                  waiting.agent() == null
                      ? null
                      : JobId.parse(waiting.agent()).map(JobId::value).orElse(null))
          .with(Field.of("ClientMachine", Kind.TEXT), WaitingJob::machine, "AgentMachine", "Agent")
          .with(Field.of("JobType", Kind.TEXT), WaitingJob::type)
          .with(Field.of("Target", Kind.TEXT), WaitingJob::target)
          .with(Field.of("Requested", Kind.DATE), WaitingJob::requested)
          .with(
              Field.of("ScheduleType", Kind.TEXT),
              waiting -> waiting.schedule() == null ? null : waiting.schedule().text(),
              "Schedule");

  private final WaitingJobs jobs;
  private final VisibleTemplates visible;
  private final ValuesOf values;

  ScheduledEndpoints(WaitingJobs jobs, VisibleTemplates visible, ValuesOf values) {
    this.jobs = jobs;
    this.visible = visible;
    this.values = values;
  }

  List<Endpoint> endpoints() {
    return List.of(Endpoint.get("OrchestratorJobs/ScheduledJobs", Scope.VIEW, this::list));
  }

  private Reply list(Call call) {
    return COLUMNS.reply(
        jobs.all(waiting -> visible.mayRead(call.caller(), waiting.request().template())),
        Paging.of(call.parameters()),
        values.of(call),
        WaitingJob::json);
  }
}
