// SPDX-License-Identifier: Apache-2.0
package io.jobmill.gateway.dialect.osapi;

import static io.jobmill.gateway.openapi.Shapes.anyNumber;
import static io.jobmill.gateway.openapi.Shapes.anything;
import static io.jobmill.gateway.openapi.Shapes.count;
import static io.jobmill.gateway.openapi.Shapes.flag;
import static io.jobmill.gateway.openapi.Shapes.instant;
import static io.jobmill.gateway.openapi.Shapes.list;
import static io.jobmill.gateway.openapi.Shapes.map;
import static io.jobmill.gateway.openapi.Shapes.named;
import static io.jobmill.gateway.openapi.Shapes.number;
import static io.jobmill.gateway.openapi.Shapes.object;
import static io.jobmill.gateway.openapi.Shapes.orNull;
import static io.jobmill.gateway.openapi.Shapes.text;
import static io.jobmill.gateway.openapi.Shapes.uuid;
import static io.jobmill.gateway.openapi.Shapes.word;

import io.jobmill.gateway.openapi.Document;
import io.jobmill.gateway.openapi.Shapes;
import io.jobmill.job.JobStatus;
import io.swagger.v3.oas.models.media.Schema;
import java.util.Arrays;
import java.util.List;

/** The JSON of the dialect, field by field. Clients know no other fields. */
final class OsapiShapes {

  /** How an agent's part of a job stands or ended. */
  private static final List<String> PARTS =
      List.of("started", StatusWords.COMPLETED, StatusWords.FAILED, StatusWords.SKIPPED);

  private OsapiShapes() {}

  static void addTo(Document document) {
    document
        .shape("Job", job(true))
        .shape("JobItem", job(false))
        .shape("JobList", page())
        .shape("Response", response())
        .shape("AgentState", agentState())
        .shape("TimelineEvent", timelineEvent())
        .shape("NewJob", newJob())
        .shape("Retry", object().maybe("target_hostname", target()).shape())
        .shape("Created", created())
        .shape("Agent", agent())
        .shape(
            "AgentList",
            object().with("agents", list(named("Agent"))).with("total", count()).shape())
        .shape("Message", object().with("message", text()).shape());
  }

  static Schema<?> error() {
    return object()
        .with("error", text("what is wrong"))
        .with("code", number(400, 599))
        .maybe("details", text("what more there is to say"))
        .shape();
  }

  private static Schema<?> job(boolean whole) {
    Shapes.Fields fields =
        object()
            .with("id", uuid("in lower case"))
            .with("status", status())
            .with("created", instant("when it was queued"))
            .with("changed", orNull(flag()).description("null when unknown"))
            .maybe(
                "operation",
                object()
                    .with("type", text("name of the template or handler"))
                    .maybe("data", map(anything("variables, or settings of the handler")))
                    .shape())
            .maybe("error", text("why it failed or was skipped"))
            .maybe("hostname", text("of the agent that ended last"))
            .maybe("updated_at", instant("its newest event"));
    if (whole) {
      fields
          .maybe("result", anything("what the one agent handed back"))
          .maybe("responses", map(named("Response")).description("by agent"))
          .maybe("agent_states", map(named("AgentState")).description("by agent"))
          .maybe("timeline", list(named("TimelineEvent")).description("the oldest first"));
    }
    return fields.shape();
  }

  private static Schema<?> page() {
    return object()
        .with("total_items", count().description("all that the filter is true of"))
        .with("status_counts", map(count()).description("of all jobs, whatever the filter"))
        .with("items", list(named("JobItem")))
        .shape();
  }

  private static Schema<?> status() {
    return word(Arrays.stream(JobStatus.values()).map(StatusWords::of).distinct().toList());
  }

  private static Schema<?> response() {
    return object()
        .with("status", word(PARTS))
        .with("changed", orNull(flag()))
        .with("hostname", text())
        .maybe("data", anything("what it handed back"))
        .maybe("error", text("why it failed"))
        .shape();
  }

  private static Schema<?> agentState() {
    return object()
        .with("status", word(PARTS))
        .maybe("error", text("why it failed"))
        .maybe("duration", text("like `1m30s`"))
        .shape();
  }

  private static Schema<?> timelineEvent() {
    return object()
        .with("timestamp", instant("by the broker's clock"))
        .with(
            "event",
            word(
                List.of(
                    StatusWords.SUBMITTED,
                    "acknowledged",
                    "started",
                    StatusWords.COMPLETED,
                    StatusWords.FAILED,
                    StatusWords.SKIPPED,
                    "retried")))
        .with("hostname", text("of the agent; `_api` for what was asked over HTTP"))
        .with("message", text())
        .maybe("error", text())
        .shape();
  }

  private static Schema<?> newJob() {
    return object()
        .with(
            "operation",
            object()
                .with("type", text("name of a template, or of a handler of an agent"))
                .maybe("data", map(anything("a template's variables, or a handler's settings")))
                .shape())
        .with("target_hostname", target())
        .others(anything("ignored"))
        .shape();
  }

  private static Schema<?> target() {
    return text("`_any`, `_all`, a hostname, a machine id, or a label as `key:value`").minLength(1);
  }

  private static Schema<?> created() {
    return object()
        .with("job_id", uuid("of the new job"))
        .with("status", word(List.of("created")))
        .with("revision", count())
        .with("timestamp", instant("when it was taken"))
        .shape();
  }

  private static Schema<?> agent() {
    return object()
        .with("hostname", text())
        .with("status", word(List.of("Ready", "NotReady")))
        .maybe("state", word(List.of("Ready", "Draining", "Cordoned")))
        .maybe("machine_id", text("the worker's id"))
        .maybe("labels", map(text()))
        .maybe("registered_at", instant("when it was heard of first"))
        .maybe("started_at", instant("when the worker's process started"))
        .maybe("uptime", text("of the machine, like `3 days, 4 hours, 5 minutes`"))
        .maybe("os_info", object().with("distribution", text()).with("version", text()).shape())
        .maybe(
            "load_average",
            object()
                .with("1min", anyNumber())
                .with("5min", anyNumber())
                .with("15min", anyNumber())
                .shape())
        .maybe(
            "memory",
            object().with("total", bytes()).with("free", bytes()).with("used", bytes()).shape())
        .maybe("architecture", text())
        .maybe("kernel_version", text())
        .maybe("cpu_count", count())
        .shape();
  }

  private static Schema<?> bytes() {
    return number(0, Long.MAX_VALUE).description("bytes");
  }
}
