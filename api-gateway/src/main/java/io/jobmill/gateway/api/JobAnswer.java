// SPDX-License-Identifier: Apache-2.0
package io.jobmill.gateway.api;

import io.jobmill.gateway.query.ResultJson;
import io.jobmill.gateway.schedule.ScheduledJobs;
import io.jobmill.job.JobRequest;
import io.jobmill.job.JobStatus;
import io.jobmill.job.Trace;
import io.jobmill.job.Value;
import io.jobmill.store.JobViews.StoredResult;
import io.jobmill.view.CancelWish;
import io.jobmill.view.JobView;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A job as JSON. */
final class JobAnswer {

  private JobAnswer() {}

  static Answer of(JobView view, @Nullable StoredResult result) {
    JobRequest request = view.request();
    return new Answer()
        .with("id", view.id().toString())
        .with("template", request.template())
        .with("status", view.status().word())
        .with("result", result == null ? null : ResultJson.of(result.text()))
        .with("resultTruncated", isCut(result) ? true : null)
        .with("changed", view.changed())
        .with("error", error(view))
        .with("message", error(view) == null ? view.message() : null)
        .with("exhausted", view.exhausted() ? true : null)
        .with("progress", ProgressAnswer.of(view.progress().orElse(null)))
        .with("cancelRequested", cancel(view.cancel()))
        .with("pool", view.queue().pool().name())
        .with("priority", view.queue().queue().priority().word())
        .with("attempt", view.attempt())
        .with("submittedBy", request.submittedBy())
        .with("submittedAt", view.queuedAt())
        .with("traceId", Trace.of(view.id(), request).id())
        .with("runAt", request.runAt())
        .with("retryAt", view.status() == JobStatus.RETRYING ? view.dueAt() : null)
        .with("startedAt", view.startedAt())
        .with("endedAt", view.endedAt())
        .with("variables", variables(request));
  }

  private static @Nullable Map<String, Object> cancel(@Nullable CancelWish wish) {
    return wish == null
        ? null
        : new Answer()
            .with("by", wish.by())
            .with("at", wish.at())
            .with("reason", wish.reason())
            .fields();
  }

  private static boolean isCut(@Nullable StoredResult result) {
    return result != null && result.truncated();
  }

  private static @Nullable String error(JobView view) {
    return switch (view.status()) {
      case FAILED, REJECTED, CANCELLED, PARTIAL_FAILURE, SKIPPED -> view.message();
      default -> null;
    };
  }

  static Answer pending(String id, @Nullable String template) {
    return new Answer()
        .with("id", id)
        .with("template", template)
        .with("status", JobStatus.PENDING.word());
  }

  /** No more than where it stands. */
  static Answer status(JobView view) {
    return new Answer().with("id", view.id().toString()).with("status", view.status().word());
  }

  static @Nullable Map<String, Object> variables(JobRequest request) {
    Map<String, Object> variables = new LinkedHashMap<>();
    request.variables().forEach((name, value) -> variables.put(name, value(value)));
    request.sealed().keySet().forEach(name -> variables.put(name, ScheduledJobs.MASK));
    return variables.isEmpty() ? null : variables;
  }

  private static Object value(Value value) {
    return value.list() ? value.items() : value.text();
  }
}
