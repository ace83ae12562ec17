// SPDX-License-Identifier: Apache-2.0
package io.jobmill.gateway.dialect.osapi;

import io.jobmill.gateway.query.ResultJson;
import io.jobmill.job.JobId;
import io.jobmill.job.JobRequest;
import io.jobmill.job.JobStatus;
import io.jobmill.job.Operation;
import io.jobmill.job.Value;
import io.jobmill.store.JobViews.StoredResult;
import io.jobmill.view.JobView;
import io.jobmill.view.Run;
import io.jobmill.view.RunStatus;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A job as OSAPI shows it. Clients refuse a property that they do not know, so nothing is ever
 * added; what is empty or unknown is left out, but {@code changed} is always there.
 */
final class JobDetail {

  private static final String MASK = "********";

  private JobDetail() {}

  /** As it stands in a list: without what each agent made of it. */
  static Map<String, @Nullable Object> item(JobView view) {
    Responses responses = new Responses(view);
    Map<String, @Nullable Object> fields = head(view);
    put(fields, "error", error(view));
    put(fields, "hostname", responses.latest().map(Run::hostname).orElse(null));
    put(fields, "updated_at", view.updatedAt().toString());
    return fields;
  }

  /**
   * All of it.
   *
   * @param results what a run handed back, if it is still kept
   */
  static Map<String, @Nullable Object> of(
      JobView view, Function<Run, Optional<StoredResult>> results) {
    Responses responses = new Responses(view);
    Map<String, @Nullable Object> fields = head(view);
    Map<String, Object> answers = new LinkedHashMap<>();
    List<Run> runs = responses.answers();
    for (Run run : runs) {
      Object data = results.apply(run).map(StoredResult::text).map(ResultJson::of).orElse(null);
      answers.put(run.hostname(), answer(run, data));
      if (runs.size() == 1) {
        put(fields, "result", data);
      }
    }
    Map<String, Object> agents = new LinkedHashMap<>();
    responses.agents().forEach(run -> agents.put(run.hostname(), state(run)));
    put(fields, "error", error(view));
    put(fields, "hostname", responses.latest().map(Run::hostname).orElse(null));
    put(fields, "updated_at", view.updatedAt().toString());
    put(fields, "responses", answers.isEmpty() ? null : answers);
    put(fields, "agent_states", agents.isEmpty() ? null : agents);
    List<Map<String, Object>> timeline = Timeline.of(view);
    put(fields, "timeline", timeline.isEmpty() ? null : timeline);
    return fields;
  }

  /** One that was accepted and that nobody has looked at yet. */
  static Map<String, @Nullable Object> submitted(JobId id, Instant at) {
    Map<String, @Nullable Object> fields = new LinkedHashMap<>();
    fields.put("id", id.toString());
    fields.put("status", StatusWords.SUBMITTED);
    fields.put("created", seconds(at));
    fields.put("changed", null);
    fields.put("timeline", List.of(Timeline.submitted(at)));
    return fields;
  }

  static String seconds(Instant at) {
    return at.truncatedTo(ChronoUnit.SECONDS).toString();
  }

  private static Map<String, @Nullable Object> head(JobView view) {
    Map<String, @Nullable Object> fields = new LinkedHashMap<>();
    fields.put("id", view.id().toString());
    fields.put("status", StatusWords.of(view.status()));
    fields.put("created", seconds(view.queuedAt()));
    fields.put("changed", view.changed());
    put(fields, "operation", operation(view.request()));
    return fields;
  }

  /** What was asked for, never the script or request that a template makes of it. */
  private static @Nullable Map<String, Object> operation(JobRequest request) {
    Operation own = request.operation();
    String type = request.template() == null && own != null ? own.type() : request.template();
    if (type == null) {
      return null;
    }
    Map<String, @Nullable Object> data = new LinkedHashMap<>();
    if (request.template() == null && own != null && !own.isBuiltIn()) {
      data.putAll(own.data());
    }
    request.variables().forEach((name, value) -> data.put(name, value(value)));
    request.sealed().keySet().forEach(name -> data.put(name, MASK));
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("type", type);
    fields.put("data", data);
    return fields;
  }

  private static @Nullable String error(JobView view) {
    return switch (StatusWords.of(view.status())) {
      case StatusWords.FAILED, StatusWords.SKIPPED -> why(view);
      default -> null;
    };
  }

  private static String why(JobView view) {
    String message = view.message();
    if (view.status() != JobStatus.CANCELLED) {
      return message == null ? "the job ended as " + view.status().word() : message;
    }
    return message == null
        ? "cancelled"
        : message.contains("cancel") ? message : "cancelled: " + message;
  }

  private static Map<String, @Nullable Object> answer(Run run, @Nullable Object data) {
    Map<String, @Nullable Object> fields = new LinkedHashMap<>();
    fields.put("status", isGood(run) ? StatusWords.COMPLETED : StatusWords.FAILED);
    put(fields, "data", data);
    fields.put("changed", run.changed());
    put(fields, "error", isGood(run) ? null : failure(run));
    fields.put("hostname", run.hostname());
    return fields;
  }

  private static Map<String, @Nullable Object> state(Run run) {
    Map<String, @Nullable Object> fields = new LinkedHashMap<>();
    if (run.status() == RunStatus.RUNNING) {
      fields.put("status", "started");
      return fields;
    }
    fields.put("status", isGood(run) ? StatusWords.COMPLETED : StatusWords.FAILED);
    put(fields, "error", isGood(run) ? null : failure(run));
    if (run.endedAt() != null && run.status() != RunStatus.REJECTED) {
      fields.put("duration", GoDuration.text(Duration.between(run.startedAt(), run.endedAt())));
    }
    return fields;
  }

  private static boolean isGood(Run run) {
    return run.status() == RunStatus.SUCCEEDED || run.status() == RunStatus.WARNING;
  }

  private static String failure(Run run) {
    return run.message() == null ? "the attempt ended as " + run.status().word() : run.message();
  }

  private static Object value(Value value) {
    return value.list() ? value.items() : value.text();
  }

  private static void put(
      Map<String, @Nullable Object> fields, String name, @Nullable Object value) {
    if (value != null) {
      fields.put(name, value);
    }
  }
}
