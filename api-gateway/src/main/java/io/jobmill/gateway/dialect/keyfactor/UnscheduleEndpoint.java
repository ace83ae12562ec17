// SPDX-License-Identifier: Apache-2.0
package io.jobmill.gateway.dialect.keyfactor;

import io.jobmill.gateway.action.JobActions;
import io.jobmill.gateway.audit.Actor;
import io.jobmill.gateway.problem.Refusal;
import io.jobmill.gateway.schedule.Schedules;
import io.jobmill.gateway.schedule.Schedules.Scheduled;
import io.jobmill.gateway.security.Caller;
import io.jobmill.gateway.security.Scope;
import io.jobmill.job.JobId;
import io.jobmill.job.JobRequest;
import io.jobmill.view.JobView;
import java.util.List;
import java.util.UUID;

/** Takes schedules away, and jobs that no agent has begun. */
final class UnscheduleEndpoint {

  private static final String IDS = "JobIds";

  private final WaitingJobs waiting;
  private final Schedules schedules;
  private final JobActions actions;
  private final Doors doors;
  private final ValuesOf values;

  UnscheduleEndpoint(
      WaitingJobs waiting, Schedules schedules, JobActions actions, Doors doors, ValuesOf values) {
    this.waiting = waiting;
    this.schedules = schedules;
    this.actions = actions;
    this.doors = doors;
    this.values = values;
  }

  Endpoint endpoint() {
    return Endpoint.post("OrchestratorJobs/Unschedule", Scope.TRIGGER, this::unschedule);
  }

  private Reply unschedule(Call call) {
    Selection<UUID> selection = Selection.read(call.object(), IDS, Guids::read);
    String query = selection.query();
    List<JobId> wanted =
        query == null
            ? selection.ids().stream().map(JobId::new).toList()
            : found(call, query).stream().map(WaitingJob::id).toList();
    if (query == null) {
      wanted.forEach(id -> requireWaiting(id, call.caller()));
    }
    wanted.forEach(id -> take(id, call.actor()));
    return Reply.NOTHING;
  }

  private List<WaitingJob> found(Call call, String query) {
    return ScheduledEndpoints.COLUMNS.matching(
        waiting.all(job -> mayTake(call.caller(), job.request())), query, values.of(call));
  }

  /**
   * @throws Refusal 404 for what is not there, 400 for a job that has begun
   */
  private void requireWaiting(JobId id, Caller caller) {
    if (schedules.find(id).filter(one -> mayTake(caller, one.definition().request())).isPresent()) {
      return;
    }
    JobView view =
        actions
            .find(id)
            .filter(found -> mayTake(caller, found.request()))
            .orElseThrow(() -> Refusal.notFound("there is no scheduled job " + id));
    if (!WaitingJobs.isWaiting(view)) {
      throw Refusal.badRequest(
          "job %s is not scheduled: it is %s".formatted(id, view.status().word()));
    }
  }

  /** The schedule first, so that it makes no further job meanwhile. */
  private void take(JobId id, Actor actor) {
    Scheduled scheduled = schedules.find(id).orElse(null);
    if (scheduled != null) {
      schedules.remove(id, actor);
    }
    List<JobId> jobs = scheduled == null ? List.of(id) : scheduled.latest();
    jobs.stream()
        .filter(waiting::isWaiting)
        .forEach(job -> actions.cancel(job, actor, "unscheduled"));
  }

  private boolean mayTake(Caller caller, JobRequest request) {
    return doors.mayAct(caller, Scope.TRIGGER, request.template());
  }
}
