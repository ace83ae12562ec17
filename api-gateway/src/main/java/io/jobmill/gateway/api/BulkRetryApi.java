// SPDX-License-Identifier: Apache-2.0
package io.jobmill.gateway.api;

import io.jobmill.gateway.action.BulkRetry;
import io.jobmill.gateway.action.JobActions;
import io.jobmill.gateway.audit.Actor;
import io.jobmill.gateway.problem.Refusal;
import io.jobmill.gateway.problem.RequestBodies;
import io.jobmill.gateway.query.JobFilter;
import io.jobmill.gateway.query.JobLists;
import io.jobmill.gateway.query.JobPage;
import io.jobmill.gateway.query.VisibleTemplates;
import io.jobmill.gateway.security.Scope;
import io.jobmill.job.JobId;
import io.jobmill.job.JobStatus;
import io.jobmill.view.JobView;
import jakarta.servlet.http.HttpServletRequest;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * Runs all jobs once more that a filter is true of, some at a time, the newest first. Jobs that
 * were run again already are left out, so that asking again does no harm.
 */
@RestController
final class BulkRetryApi {

  /** Looked at in one call; the answer says where to go on. */
  private static final int AT_ONCE = 1_000;

  private static final Set<String> FIELDS = new HashSet<>(JobFilters.NAMES);

  static {
    FIELDS.addAll(Set.of("dryRun", "cursor"));
  }

  private final RequestBodies bodies;
  private final ApiCallers callers;
  private final JobLists jobs;
  private final BulkRetry retry;
  private final Door door;

  BulkRetryApi(
      RequestBodies bodies, ApiCallers callers, JobLists jobs, BulkRetry retry, Door door) {
    this.bodies = bodies;
    this.callers = callers;
    this.jobs = jobs;
    this.retry = retry;
    this.door = door;
  }

  /** Which jobs a caller may have run again. */
  record Door(VisibleTemplates visible, JobDoor jobs) {

    boolean lets(JobView view, Actor actor) {
      return visible.mayAct(actor.caller(), Scope.TRIGGER, view) && jobs.isOpen(view, actor);
    }
  }

  @PostMapping("/api/v1/jobs/retry")
  Map<String, Object> retry(HttpServletRequest request) {
    Actor actor = callers.actor(Scope.TRIGGER, request);
    if (!actor.caller().has(Scope.VIEW)) {
      throw Refusal.forbidden("choosing jobs by a filter needs the scope 'view' as well");
    }
    Json body = Json.body(request, bodies);
    body.allow(FIELDS);
    JobFilter filter = retryable(JobFilters.read(body::words));
    JobPage page =
        jobs.page(
            filter, door.visible().of(actor.caller()), JobListApi.place(cursor(body)), AT_ONCE);
    List<JobView> wanted =
        page.jobs().stream()
            .filter(view -> !BulkRetry.wasRetried(view) && door.lets(view, actor))
            .toList();
    Answer answer =
        body.flag("dryRun")
            ? new Answer().with("dryRun", true).with("count", wanted.size())
            : answer(retry.retry(wanted, actor));
    return answer
        .with("nextCursor", page.next().map(next -> Page.encoded(next.toString())).orElse(null))
        .fields();
  }

  /** Without a word on the status it is the failed ones. */
  private static JobFilter retryable(JobFilter given) {
    for (JobStatus status : given.statuses()) {
      if (!JobActions.mayBeRetried(status)) {
        throw Refusal.badRequest("jobs that are %s are not run again".formatted(status.word()));
      }
    }
    return given.statuses().isEmpty() ? given.withStatuses(Set.of(JobStatus.FAILED)) : given;
  }

  private static @Nullable String cursor(Json body) {
    Optional<String> cursor = body.optionalText("cursor");
    return cursor.isEmpty() ? null : Page.decoded(cursor.get());
  }

  private static Answer answer(BulkRetry.Result result) {
    return new Answer()
        .with("count", result.accepted().size())
        .with(
            "items",
            result.accepted().entrySet().stream()
                .map(each -> pair(each.getKey(), "as", each.getValue().toString()))
                .toList())
        .with(
            "refused",
            result.refused().isEmpty()
                ? null
                : result.refused().entrySet().stream()
                    .map(each -> pair(each.getKey(), "reason", each.getValue()))
                    .toList());
  }

  private static Map<String, Object> pair(JobId id, String name, String value) {
    return new Answer().with("id", id.toString()).with(name, value).fields();
  }
}
