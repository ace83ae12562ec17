// SPDX-License-Identifier: Apache-2.0
package io.jobmill.gateway.dialect.keyfactor;

import io.jobmill.gateway.schedule.Schedules.Scheduled;
import io.jobmill.job.JobId;
import io.jobmill.job.JobRequest;
import io.jobmill.job.Target;
import io.jobmill.schedule.Schedule;
import io.jobmill.schedule.ScheduleText;
import io.jobmill.view.JobView;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What is going to run: a schedule, or a job that no agent has begun.
 *
 * @param id of the series
 * @param request what is to run
 * @param agent the id of the worker it is for; absent where any may run it
 * @param schedule absent, at once
 * @param next when it is due
 */
record WaitingJob(
    JobId id,
    JobRequest request,
    @Nullable String agent,
    @Nullable Schedule schedule,
    Instant next,
    Instant requested) {

  /** Empty for a schedule that makes no job any more, or none for now. */
  static Optional<WaitingJob> of(Scheduled scheduled) {
    var definition = scheduled.definition();
    return Optional.ofNullable(scheduled.due())
        .map(
            due ->
                new WaitingJob(
                    definition.id(),
                    definition.request(),
                    definition.agent(),
                    definition.schedule(),
                    due,
                    definition.createdAt()));
  }

  static WaitingJob of(JobView view) {
    JobRequest request = view.request();
    String schedule = request.schedule();
    Instant due = request.runAt();
    Instant submitted = request.submittedAt();
    return new WaitingJob(
        series(view),
        request,
        request.expected().size() == 1 ? request.expected().get(0).worker() : null,
        schedule == null ? once(due) : ScheduleText.parse(schedule).orElse(null),
        due == null ? view.queuedAt() : due,
        submitted == null ? view.queuedAt() : submitted);
  }

  /** A job that is not to run before its time is one that is scheduled for it. */
  private static @Nullable Schedule once(@Nullable Instant due) {
    return due == null ? null : new Schedule.Once(due);
  }

  static JobId series(JobView view) {
    JobId series = view.request().series();
    return series == null ? view.id() : series;
  }

  /** The host it is for; empty where any worker or several may run it. */
  String machine() {
    Target target = request.target();
    return target != null && target.isHost() ? target.text() : "";
  }

  String target() {
    return request.target() == null ? Target.ANY.text() : request.target().text();
  }

  String type() {
    String template = request.template();
    return template != null || request.operation() == null
        ? String.valueOf(template)
        : request.operation().type();
  }

  Map<String, Object> json() {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("Id", id.toString());
    json.put("ClientMachine", machine());
    json.put("Target", target());
    json.put("Schedule", ScheduleJson.write(schedule, next));
    json.put("Requested", Times.text(requested));
    json.put("JobType", type());
    return json;
  }
}
