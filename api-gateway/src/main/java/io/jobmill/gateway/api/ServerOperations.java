// SPDX-License-Identifier: Apache-2.0
package io.jobmill.gateway.api;

import static io.jobmill.gateway.api.ApiDocument.ID;
import static io.jobmill.gateway.api.ApiDocument.paged;
import static io.jobmill.gateway.api.JobReadings.WHEN;
import static io.jobmill.gateway.openapi.Messages.example;
import static io.jobmill.gateway.openapi.Shapes.flag;
import static io.jobmill.gateway.openapi.Shapes.instant;
import static io.jobmill.gateway.openapi.Shapes.named;
import static io.jobmill.gateway.openapi.Shapes.object;
import static io.jobmill.gateway.openapi.Shapes.text;
import static io.jobmill.gateway.openapi.Shapes.word;

import io.jobmill.gateway.openapi.Described;
import io.jobmill.gateway.openapi.Messages;
import io.swagger.v3.oas.models.media.Content;
import java.util.List;
import java.util.Map;
import org.springframework.http.MediaType;

/** Describes workers, pools, dead letters and the audit trail. */
final class ServerOperations {

  private static final String VIEW = "view";
  private static final String MANAGE = "manage";

  private ServerOperations() {}

  static void describe(ApiDocument api) {
    workers(api);
    paged(api.on("GET", "/pools", "listPools", "List pools", VIEW))
        .answers(
            200,
            "those of templates and of workers that are alive",
            ApiShapes.page("Pool"),
            example("items", List.of(pool())));
    paged(api.on("GET", "/dead-letters", "listDeadLetters", "Records nobody can read", MANAGE))
        .answers(
            200,
            "the newest first",
            ApiShapes.page("DeadLetter"),
            example("items", List.of(example("at", WHEN, "topic", "jobmill.jobs.default"))));
    audit(api);
  }

  private static void workers(ApiDocument api) {
    paged(api.on("GET", "/workers", "listWorkers", "List workers", VIEW))
        .answers(200, "by hostname", ApiShapes.page("Worker"), example("items", List.of(worker())));
    ofWorker(api.on("GET", "/workers/{id}", "readWorker", "One worker", VIEW, 404))
        .answers(200, "what its last heartbeat said", named("Worker"), worker());
    drain(api, "drain", "Take a worker out of service");
    drain(api, "undrain", "Take a worker back into service");
  }

  private static void drain(ApiDocument api, String verb, String summary) {
    ofWorker(api.on("POST", "/workers/{id}/" + verb, verb + "Worker", summary, MANAGE, 404, 503))
        .answers(
            202,
            "its heartbeats say when it is so",
            object().with("id", text()).with("drain", flag()).shape(),
            example("id", "w-1", "drain", verb.equals("drain")));
  }

  private static void audit(ApiDocument api) {
    Described audit = paged(api.on("GET", "/audit", "listAudit", "Who changed what", MANAGE, 406));
    AuditApi.FILTERS.stream()
        .sorted()
        .forEach(
            name ->
                audit.with(
                    Messages.query(
                        name,
                        about(name),
                        switch (name) {
                          case "outcome" -> word(ApiShapes.outcomes());
                          case "from", "to" -> instant(about(name));
                          default -> text();
                        })));
    audit.answers(
        200,
        "the newest first; with `Accept: application/x-ndjson` all of it, the oldest first",
        new Content()
            .addMediaType(
                MediaType.APPLICATION_JSON_VALUE,
                Messages.media(ApiShapes.page("AuditEntry"), example("items", List.of(entry()))))
            .addMediaType(
                MediaType.APPLICATION_NDJSON_VALUE, Messages.media(named("AuditEntry"), entry())));
  }

  private static String about(String name) {
    return switch (name) {
      case "by" -> "name of the key, or who";
      case "action" -> "`job.cancel`, or its noun `job`";
      case "subject" -> "a job id, a name";
      case "dialect" -> "by which API";
      case "outcome" -> "how it went";
      case "from" -> "then or later";
      case "to" -> "before then";
      default -> throw new IllegalStateException("undescribed filter " + name);
    };
  }

  private static Described ofWorker(Described described) {
    return described.with(Messages.path("id", "its id, or its hostname", text()).example("w-1"));
  }

  private static Map<String, Object> worker() {
    return example(
        "id",
        "w-1",
        "hostname",
        "alpha",
        "state",
        "ready",
        "alive",
        true,
        "pools",
        List.of("default"),
        "labels",
        example("group", "web"),
        "operations",
        List.of("http", "shell"),
        "slots",
        8,
        "busy",
        1,
        "attempts",
        List.of(example("job", ID, "attempt", 1)),
        "incarnation",
        "7f3a",
        "firstSeen",
        WHEN,
        "lastSeen",
        WHEN);
  }

  private static Map<String, Object> pool() {
    return example("name", "default", "templates", 3, "workers", 2, "slots", 16, "busy", 1);
  }

  private static Map<String, Object> entry() {
    return example(
        "at",
        WHEN,
        "by",
        "deploys",
        "action",
        "job.cancel",
        "subject",
        ID,
        "dialect",
        "api",
        "source",
        "192.0.2.7",
        "outcome",
        "done");
  }
}
