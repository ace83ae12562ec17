// SPDX-License-Identifier: Apache-2.0
package io.jobmill.gateway.dialect.osapi;

import static io.jobmill.gateway.openapi.Messages.example;
import static io.jobmill.gateway.openapi.Shapes.named;

import io.jobmill.gateway.dialect.osapi.OsapiRoute.Place;
import io.jobmill.gateway.openapi.ApiDescription;
import io.jobmill.gateway.openapi.Described;
import io.jobmill.gateway.openapi.Document;
import io.jobmill.gateway.openapi.IdempotencyParameter;
import io.jobmill.gateway.openapi.Messages;
import io.jobmill.gateway.openapi.Shapes;
import io.jobmill.gateway.problem.Refusal;
import io.jobmill.gateway.problem.RequestSettings;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.security.SecurityScheme;
import java.util.List;
import java.util.Map;

/** Describes the dialect, out of the routes, limits and words that its code uses. */
final class OsapiDocument {

  private static final String ID = "019a0c5e-7d3a-7000-8000-5f3c2a1b4d6e";
  private static final String WHEN = "2026-01-31T08:30:00Z";

  private static final String ABOUT =
      """
      OSAPI's jobs and agents. Every path is also served below `/api`, as newer clients have it. A JSON \
      web token with the permission, or an API key with the scope, is needed always, as `Bearer`. Any \
      other path below `/job` and `/agent` is answered with 404, any other method with 405. Every answer \
      has an `X-Request-Id`.""";

  private final Document document;

  private OsapiDocument(RequestSettings limits) {
    document =
        new Document(
            "Jobmill: OSAPI",
            ABOUT,
            new Document.ErrorForm(
                "application/json",
                OsapiShapes.error(),
                (status, text) -> example("error", text, "code", status)));
    OsapiShapes.addTo(document);
    document
        .server("/", "as at first")
        .server("/api", "as newer clients have it")
        .credentials(
            "bearer",
            new SecurityScheme()
                .type(SecurityScheme.Type.HTTP)
                .scheme("bearer")
                .description("a JSON web token or an API key"));
    addFailures(limits);
  }

  static ApiDescription description(RequestSettings limits) {
    return new ApiDescription("osapi", "OSAPI", () -> written(limits));
  }

  private static OpenAPI written(RequestSettings limits) {
    OsapiDocument dialect = new OsapiDocument(limits);
    for (Place place : Place.values()) {
      for (String method : List.of(place.methods().split(", ", -1))) {
        dialect.describe(method, place);
      }
    }
    return dialect.document.openApi();
  }

  private void describe(String method, Place place) {
    switch (method + " " + place) {
      case "GET JOBS" -> lists(on(method, place, "listJobs", "List jobs, the newest first"));
      case "POST JOBS" ->
          on(method, place, "createJob", "Run an operation", 400, 408, 409, 413, 415, 503)
              .with(IdempotencyParameter.of())
              .body(
                  named("NewJob"),
                  example(
                      "operation",
                      example("type", "ablast", "data", example("TargetServer", "ABLSV1")),
                      "target_hostname",
                      "_any"))
              .answers(201, "safe on its queue", named("Created"), created());
      case "GET JOB" ->
          ofJob(on(method, place, "readJob", "One job", 400, 404, 503))
              .answers(200, "all that is known", named("Job"), job());
      case "DELETE JOB" ->
          ofJob(on(method, place, "deleteJob", "Delete a job", 400, 404, 503))
              .answers(204, "hidden; one that has not ended is cancelled");
      case "POST RETRY" ->
          ofJob(on(method, place, "retryJob", "Run a job again", 400, 404, 408, 413, 415, 503))
              .optionalBody(named("Retry"), example("target_hostname", "web-01"))
              .answers(201, "as a new job", named("Created"), created());
      case "GET AGENTS" ->
          on(method, place, "listAgents", "List agents")
              .answers(
                  200,
                  "every worker",
                  named("AgentList"),
                  example("agents", List.of(agent()), "total", 1));
      case "GET AGENT" ->
          ofAgent(on(method, place, "readAgent", "One agent", 400, 404))
              .answers(200, "what its last heartbeat said", named("Agent"), agent());
      case "POST DRAIN" -> drains(on(method, place, "drainAgent", "Drain", 400, 404, 409, 503));
      case "POST UNDRAIN" ->
          drains(on(method, place, "undrainAgent", "Undrain", 400, 404, 409, 503));
      default -> throw new IllegalStateException("undescribed: " + method + " " + place);
    }
  }

  private Described on(String method, Place place, String id, String summary, int... failures) {
    return document
        .on(method, place.template(), id, summary)
        .tag(place.template().split("/", 3)[1])
        .credentials("bearer")
        .fails(401, 403, 429, 500)
        .fails(failures);
  }

  private static void lists(Described described) {
    described
        .with(
            Messages.query(
                "status",
                "only these; `skipped` is an extension",
                Shapes.word(StatusWords.FILTERS)))
        .with(
            Messages.query("limit", "how many at most", Shapes.number(1, QueryParameters.MOST))
                .example(Integer.valueOf(QueryParameters.UNSET_LIMIT)))
        .with(Messages.query("offset", "how many to leave out", Shapes.count()).example(0))
        .fails(400, 503)
        .answers(
            200,
            "without what each agent made of them",
            named("JobList"),
            example(
                "total_items",
                1,
                "status_counts",
                StatusWords.counts(Map.of()),
                "items",
                List.of(item())));
  }

  private static Described ofJob(Described described) {
    return described.with(Messages.path("id", "id of the job", Shapes.uuid("a UUID")).example(ID));
  }

  private static Described ofAgent(Described described) {
    return described.with(
        Messages.path("hostname", "or machine id", Shapes.text()).example("web-01"));
  }

  private static void drains(Described described) {
    ofAgent(described)
        .answers(
            200,
            "its state follows",
            named("Message"),
            example("message", "drain initiated for agent web-01"));
  }

  private void addFailures(RequestSettings limits) {
    document
        .failure(
            400,
            "something in the request is wrong",
            "Invalid format for parameter id: x is not a UUID")
        .failure(401, "no good token or key", "Bearer token or API key required")
        .failure(
            403,
            "the token or key may not do this",
            "Insufficient permissions. Required: [job:write], resolved: [job:read]")
        .failure(404, "there is no such thing", "job not found: " + ID)
        .failure(408, "the body does not come", Refusal.tooSlow(limits.bodyTimeout()).detail())
        .failure(
            409,
            "the agent's state does not allow it, or the idempotency key was used for something else",
            "agent web-01 is Draining already")
        .failure(
            413,
            "the body is too large",
            "the request body is larger than %d bytes".formatted(limits.maxBody().toBytes()))
        .failure(415, "the body is no JSON", "a JSON object is expected, as application/json")
        .failure(429, "too many wrong tokens or keys", "too many wrong API keys from this address")
        .failure(500, "a mistake of ours; the log has more", "internal error, reference " + ID)
        .failure(503, "something is away", "the job store does not answer; try again");
  }

  private static Map<String, Object> item() {
    Map<String, Object> item = example("id", ID, "status", StatusWords.COMPLETED);
    item.put("created", WHEN);
    item.put("changed", true);
    item.put("operation", example("type", "ablast", "data", example("TargetServer", "ABLSV1")));
    item.put("hostname", "web-01");
    item.put("updated_at", WHEN);
    return item;
  }

  private static Map<String, Object> job() {
    Map<String, Object> job = item();
    job.put("result", example("patched", 12));
    job.put(
        "responses",
        example(
            "web-01",
            example("status", StatusWords.COMPLETED, "changed", true, "hostname", "web-01")));
    job.put(
        "agent_states",
        example("web-01", example("status", StatusWords.COMPLETED, "duration", "1.25s")));
    job.put(
        "timeline",
        List.of(
            example(
                "timestamp",
                WHEN,
                "event",
                StatusWords.SUBMITTED,
                "hostname",
                "_api",
                "message",
                "Job submitted to queue")));
    return job;
  }

  private static Map<String, Object> created() {
    return example("job_id", ID, "status", "created", "revision", 1, "timestamp", WHEN);
  }

  private static Map<String, Object> agent() {
    return example(
        "hostname",
        "web-01",
        "status",
        "Ready",
        "state",
        "Ready",
        "machine_id",
        "w-1",
        "uptime",
        "3 days, 4 hours, 5 minutes",
        "os_info",
        example("distribution", "Debian GNU/Linux", "version", "12"),
        "cpu_count",
        2);
  }
}
