// SPDX-License-Identifier: Apache-2.0
package io.jobmill.gateway.api;

import static io.jobmill.gateway.api.ApiDocument.ID;
import static io.jobmill.gateway.api.ApiDocument.ofJob;
import static io.jobmill.gateway.api.ApiDocument.paged;
import static io.jobmill.gateway.openapi.Messages.example;
import static io.jobmill.gateway.openapi.Shapes.count;
import static io.jobmill.gateway.openapi.Shapes.instant;
import static io.jobmill.gateway.openapi.Shapes.list;
import static io.jobmill.gateway.openapi.Shapes.named;
import static io.jobmill.gateway.openapi.Shapes.object;
import static io.jobmill.gateway.openapi.Shapes.text;
import static io.jobmill.gateway.openapi.Shapes.word;

import io.jobmill.gateway.openapi.Described;
import io.jobmill.gateway.openapi.Messages;
import io.jobmill.gateway.openapi.Shapes;
import io.jobmill.job.JobStatus;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.Schema;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.http.MediaType;

/** Describes what can be read of jobs. */
final class JobReadings {

  static final String WHEN = "2026-01-31T08:30:00Z";
  private static final String VIEW = "view";

  private JobReadings() {}

  static void describe(ApiDocument api) {
    Described lists =
        paged(api.on("GET", "/jobs", "listJobs", "List jobs, the newest first", VIEW, 503))
            .answers(
                200,
                "those the caller may read",
                ApiShapes.page("Job"),
                example("items", List.of(job()), "nextCursor", "MTc2OTg0"));
    filters().forEach((name, shape) -> lists.with(Messages.query(name, about(name), shape)));
    api.on("GET", "/jobs/counts", "countJobs", "How many jobs of each status", VIEW, 503)
        .answers(200, "those the caller may read", counts(), example("pending", 3, "failed", 1));
    ofJob(api.on("GET", "/jobs/{id}", "readJob", "One job", VIEW, 503))
        .with(JobOperations.waiting())
        .answers(200, "how it stands", named("Job"), job());
    ofJob(api.on("GET", "/jobs/{id}/log", "readLog", "The log of a job", VIEW, 406, 503))
        .answers(200, "as text, or as lines of JSON, by `Accept`; secrets masked", log());
    ofJob(api.on("GET", "/jobs/{id}/events", "readEvents", "The timeline of a job", VIEW, 503))
        .answers(
            200,
            "what happened to it",
            object().with("items", list(named("JobEvent"))).shape(),
            example("items", List.of(event())));
    paged(ofJob(api.on("GET", "/jobs/{id}/runs", "listRuns", "The runs of a job", VIEW, 503)))
        .answers(
            200,
            "each attempt on a worker, in the order they began",
            ApiShapes.page("Run"),
            example("items", List.of(run())));
  }

  /** What jobs can be chosen by, as the code reads it. */
  static Map<String, Schema<?>> filters() {
    Map<String, Schema<?>> filters = new LinkedHashMap<>();
    JobFilters.NAMES.stream().sorted().forEach(name -> filters.put(name, filter(name)));
    return filters;
  }

  private static Schema<?> filter(String name) {
    return switch (name) {
      case "status" -> list(ApiShapes.status());
      case "exhausted" -> Shapes.any(word(List.of("true", "false")), Shapes.flag());
      case "from", "to" -> instant(about(name));
      default -> text();
    };
  }

  private static String about(String name) {
    return switch (name) {
      case "status" -> "any of these; repeated, or joined by commas";
      case "from" -> "queued then or later";
      case "to" -> "queued before then";
      case "exhausted" -> "true: only those with no attempt left";
      case "template" -> "of this template";
      case "pool" -> "of this pool";
      default -> throw new IllegalStateException("undescribed filter " + name);
    };
  }

  private static Schema<?> counts() {
    Shapes.Fields counts = object();
    for (JobStatus status : JobStatus.values()) {
      counts.maybe(status.word(), count());
    }
    return counts.shape();
  }

  private static Content log() {
    return new Content()
        .addMediaType(
            MediaType.TEXT_PLAIN_VALUE,
            Messages.media(
                text().pattern("^((DEBUG|INFO|WARN|ERROR): [\\s\\S]*\\n)?$"),
                "INFO: patching ABLSV1\n"))
        .addMediaType(
            MediaType.APPLICATION_NDJSON_VALUE,
            Messages.media(
                named("LogLine"),
                example(
                    "level",
                    "INFO",
                    "time",
                    WHEN,
                    "attempt",
                    1,
                    "worker",
                    "alpha",
                    "message",
                    "patching ABLSV1")));
  }

  private static Map<String, Object> job() {
    return example(
        "id",
        ID,
        "template",
        "ablast",
        "status",
        JobStatus.SUCCEEDED.word(),
        "result",
        example("patched", 12),
        "changed",
        true,
        "pool",
        "default",
        "attempt",
        1,
        "submittedBy",
        "deploys",
        "submittedAt",
        WHEN,
        "startedAt",
        WHEN,
        "endedAt",
        WHEN,
        "variables",
        example("TargetServer", "ABLSV1", "Password", "********"));
  }

  private static Map<String, Object> event() {
    return example("at", WHEN, "type", "started", "attempt", 1, "by", "w-1");
  }

  private static Map<String, Object> run() {
    return example(
        "historyId",
        1201,
        "attempt",
        1,
        "status",
        "succeeded",
        "worker",
        "w-1",
        "hostname",
        "alpha",
        "startedAt",
        WHEN,
        "endedAt",
        WHEN,
        "exitCode",
        0);
  }
}
