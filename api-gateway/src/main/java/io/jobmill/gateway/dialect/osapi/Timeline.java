// SPDX-License-Identifier: Apache-2.0
package io.jobmill.gateway.dialect.osapi;

import io.jobmill.view.JobView;
import io.jobmill.view.Run;
import io.jobmill.view.TimelineEntry;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A job's events in OSAPI's words. Those it has no word for are left out, and those that came late:
 * they changed nothing.
 */
final class Timeline {

  /** Who submits and retries, whatever the caller's name. */
  private static final String API = "_api";

  private Timeline() {}

  static List<Map<String, Object>> of(JobView view) {
    List<Map<String, Object>> events = new ArrayList<>();
    // A worker may be quicker to say that it has begun than the projector is to say that there is a
    // job, which was submitted before both.
    view.timeline().stream()
        .filter(entry -> !entry.late())
        .findFirst()
        .ifPresent(first -> events.add(submitted(first.at())));
    for (TimelineEntry entry : view.timeline()) {
      if (entry.late()) {
        continue;
      }
      switch (entry.type()) {
        case "started" -> {
          events.add(
              event(entry.at(), "acknowledged", entry.by(), "Job acknowledged by agent %s", null));
          events.add(
              event(entry.at(), "started", entry.by(), "Job processing started on %s", null));
        }
        case "succeeded", "warning" ->
            events.add(
                event(
                    entry.at(), "completed", entry.by(), "Job completed successfully on %s", null));
        case "failed", "rejected" -> events.add(failed(entry, entry.by()));
        case "lost", "cancelled", "unanswered", "expired" ->
            events.add(failed(entry, agent(view, entry)));
        case "skipped" ->
            events.add(
                event(entry.at(), "skipped", entry.by(), "Job skipped on %s", entry.message()));
        case "retried" ->
            events.add(event(entry.at(), "retried", API, "Job " + entry.message(), null));
        default -> {
          // Received, which is told above: each attempt has a request, the job was submitted once.
          // Deferred, handed back, cancel wished …: steps that OSAPI does not tell of.
        }
      }
    }
    return events;
  }

  /** All that is known of a job nobody has looked at yet. */
  static Map<String, Object> submitted(Instant at) {
    return event(at, "submitted", API, "Job submitted to queue", null);
  }

  private static Map<String, Object> failed(TimelineEntry entry, String hostname) {
    return event(entry.at(), "failed", hostname, "Job failed on %s", entry.message());
  }

  /** What upkeep says of an attempt is about the worker that had it. */
  private static String agent(JobView view, TimelineEntry entry) {
    return view.runs().stream()
        .filter(run -> run.attempt() == entry.attempt() && entry.at().equals(run.endedAt()))
        .map(Run::hostname)
        .findFirst()
        .orElse(API);
  }

  private static Map<String, Object> event(
      Instant at, String event, String hostname, String message, @Nullable String error) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("timestamp", at.toString());
    fields.put("event", event);
    fields.put("hostname", hostname);
    fields.put("message", message.replace("%s", hostname));
    if (error != null) {
      fields.put("error", error);
    }
    return fields;
  }
}
