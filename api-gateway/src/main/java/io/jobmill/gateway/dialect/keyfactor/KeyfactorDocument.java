// SPDX-License-Identifier: Apache-2.0
package io.jobmill.gateway.dialect.keyfactor;

import static io.jobmill.gateway.openapi.Messages.example;
import static io.jobmill.gateway.openapi.Shapes.list;
import static io.jobmill.gateway.openapi.Shapes.named;
import static io.jobmill.gateway.openapi.Shapes.text;

import io.jobmill.gateway.openapi.ApiDescription;
import io.jobmill.gateway.openapi.Described;
import io.jobmill.gateway.openapi.Document;
import io.jobmill.gateway.openapi.Messages;
import io.jobmill.gateway.openapi.Shapes;
import io.jobmill.gateway.problem.Refusal;
import io.jobmill.gateway.problem.RequestSettings;
import io.jobmill.gateway.security.Scope;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.security.SecurityScheme;
import java.util.List;
import java.util.Map;

/** Describes the dialect, out of the routes, limits and numbers that its code uses. */
final class KeyfactorDocument {

  private static final String ABOUT =
      """
      Keyfactor Command's orchestrator jobs. Paths are also served without the prefix, and in any case; \
      names of parameters too. An API key is the password of `Basic`, or a `Bearer` as a JSON web token is. \
      Any other path below these is answered with 404, any other method with 405.

      Lists take a query: `Result -eq "4" AND (Status -eq "3" OR Status -eq "5")`, with `-eq -ne \
      -contains -notcontains -startswith -endswith -lt -le -gt -ge` and `NULL`.""";

  private static final int[] TAKES_A_BODY = {400, 408, 413, 415, 503};

  private final Document document;

  private KeyfactorDocument(RequestSettings limits) {
    document =
        new Document(
            "Jobmill: Keyfactor Command",
            ABOUT,
            new Document.ErrorForm(
                "application/json",
                KeyfactorShapes.error(),
                (status, message) ->
                    example("ErrorCode", Replies.code(status), "Message", message)));
    KeyfactorShapes.addTo(document);
    document
        .server("/KeyfactorAPI", "in any case")
        .server("/", "without the prefix")
        .credentials("basic", credentials("basic", "an API key as password, any user"))
        .credentials("bearer", credentials("bearer", "an API key or a JSON web token"));
    addFailures(limits);
  }

  static ApiDescription description(RequestSettings limits, List<Endpoint> endpoints) {
    return new ApiDescription("keyfactor", "Keyfactor Command", () -> written(limits, endpoints));
  }

  private static OpenAPI written(RequestSettings limits, List<Endpoint> endpoints) {
    KeyfactorDocument dialect = new KeyfactorDocument(limits);
    endpoints.forEach(dialect::describe);
    return dialect.document.openApi();
  }

  private void describe(Endpoint endpoint) {
    switch (endpoint.method() + " " + endpoint.path()) {
      case "GET OrchestratorJobs/JobHistory" ->
          lists(
              on(endpoint, "listJobHistory", "The runs of jobs", 503),
              "HistoryRow",
              KeyfactorExamples.historyRow());
      case "GET OrchestratorJobs/JobStatus/Data" ->
          on(endpoint, "readJobData", "What a run has handed back", 400, 404, 503)
              .with(
                  Messages.query("jobHistoryId", "of the run", Shapes.number(1, Long.MAX_VALUE))
                      .required(true)
                      .example(124163))
              .answers(
                  200,
                  "at most %d bytes of UTF-8; empty where there is nothing"
                      .formatted(ResultBytes.MOST),
                  Shapes.object().with("JobHistoryId", Shapes.count()).with("Data", text()).shape(),
                  example("JobHistoryId", 124163, "Data", "{\"patched\":12}"));
      case "GET OrchestratorJobs/ScheduledJobs" ->
          lists(
              on(endpoint, "listScheduledJobs", "Jobs that are still to run", 503),
              "ScheduledJob",
              KeyfactorExamples.scheduledJob());
      case "POST OrchestratorJobs/Custom" ->
          on(endpoint, "createJob", "Give an agent a job", TAKES_A_BODY)
              .body(named("NewJob"), KeyfactorExamples.newJob())
              .answers(200, "taken", named("Job"), KeyfactorExamples.job());
      case "POST OrchestratorJobs/Custom/Bulk" ->
          on(endpoint, "createJobs", "Give several agents a job", TAKES_A_BODY)
              .body(named("NewJobs"), KeyfactorExamples.newJobs())
              .answers(200, "who got one", named("Jobs"), KeyfactorExamples.jobs());
      case "POST OrchestratorJobs/Acknowledge" -> rows(endpoint, "acknowledge", "Dismiss failures");
      case "POST OrchestratorJobs/Reschedule" -> rows(endpoint, "reschedule", "Run jobs again");
      case "POST OrchestratorJobs/Unschedule" ->
          on(endpoint, "unschedule", "Take jobs off", TAKES_A_BODY)
              .fails(404)
              .body(named("ScheduledJobs"), example("JobIds", List.of(KeyfactorExamples.JOB)))
              .answers(204, "done");
      case "GET JobTypes/Custom" ->
          lists(on(endpoint, "listJobTypes", "Kinds of jobs"), "JobType", KeyfactorExamples.type());
      case "POST JobTypes/Custom" ->
          on(endpoint, "createJobType", "Make a kind of job", TAKES_A_BODY)
              .body(named("NewJobType"), KeyfactorExamples.newType())
              .answers(200, "made", named("JobType"), KeyfactorExamples.type());
      case "PUT JobTypes/Custom" ->
          on(endpoint, "replaceJobType", "Change a kind of job", TAKES_A_BODY)
              .fails(404)
              .body(named("ChangedJobType"), KeyfactorExamples.type())
              .answers(200, "changed", named("JobType"), KeyfactorExamples.type());
      case "GET JobTypes/Custom/{id}" ->
          ofId(on(endpoint, "readJobType", "One kind of job", 400, 404))
              .answers(200, "with its fields", named("JobType"), KeyfactorExamples.type());
      case "DELETE JobTypes/Custom/{id}" ->
          ofId(on(endpoint, "deleteJobType", "Take a kind of job away", 400, 404, 503))
              .answers(204, "done");
      case "GET Agents" ->
          lists(on(endpoint, "listAgents", "List agents"), "Agent", KeyfactorExamples.agent());
      case "GET Agents/{id}" ->
          ofId(on(endpoint, "readAgent", "One agent", 400, 404))
              .answers(
                  200, "what its last heartbeat said", named("Agent"), KeyfactorExamples.agent());
      case "POST Agents/Approve" ->
          approves(on(endpoint, "approveAgents", "Let agents work", TAKES_A_BODY));
      case "POST Agents/Disapprove" ->
          approves(on(endpoint, "disapproveAgents", "Let agents work no more", TAKES_A_BODY));
      case "GET Status/Endpoints" ->
          on(endpoint, "listEndpoints", "The paths there are")
              .answers(200, "every one", list(text()), List.of("/OrchestratorJobs/JobHistory"));
      default -> throw new IllegalStateException("undescribed: " + endpoint);
    }
  }

  private Described on(Endpoint endpoint, String id, String summary, int... failures) {
    Scope scope = endpoint.scope();
    Described described =
        document
            .on(endpoint.method(), "/" + endpoint.path(), id, summary)
            .tag(endpoint.path().split("/", 2)[0])
            .about(
                scope == null
                    ? "Any good key will do."
                    : "Needs the scope `%s`.".formatted(scope.word()))
            .credentials("basic", "bearer")
            .with(
                Messages.header(
                        KeyfactorHeaders.VERSION,
                        "1 where it is not given",
                        Shapes.word(KeyfactorHeaders.VERSIONS.stream().sorted().toList()))
                    .example("1"))
            .fails(400, 401, 429, 500)
            .fails(failures);
    if (scope != null) {
      described.fails(403);
    }
    return endpoint.writes()
        ? described.with(
            Messages.header(KeyfactorHeaders.REQUESTED_WITH, "who asks, in any case", text())
                .required(true)
                .example("APIClient"))
        : described;
  }

  private static void lists(Described described, String shape, Map<String, Object> example) {
    described
        .with(Messages.query("QueryString", "which; without it, all", text()))
        .with(
            Messages.query("PageReturned", "which page", Shapes.number(1, Integer.MAX_VALUE))
                .example(1))
        .with(Messages.query("SkipCount", "how many to leave out, in its place", Shapes.count()))
        .with(
            Messages.query("ReturnLimit", "how many at most", Shapes.number(1, Paging.MOST))
                .example(Paging.USUAL))
        .with(Messages.query("SortField", "by which field", text()))
        .with(
            Messages.query(
                "SortAscending", "0 ascending, 1 descending", Shapes.code(List.of(0, 1))))
        .answers(
            200,
            Messages.answer(
                    "that page; each parameter is also taken as `pq.queryString` and so on",
                    Messages.content("application/json", list(named(shape)), List.of(example)))
                .addHeaderObject(
                    "X-Total-Count",
                    Messages.always("how many there are", Shapes.count()).required(false)));
  }

  private void rows(Endpoint endpoint, String id, String summary) {
    on(endpoint, id, summary, TAKES_A_BODY)
        .fails(404)
        .body(named("Rows"), example("JobAuditIds", List.of(124163)))
        .answers(204, "done");
  }

  private static void approves(Described described) {
    described
        .fails(404)
        .body(list(Shapes.uuid("of an agent")).minItems(1), List.of(KeyfactorExamples.AGENT))
        .answers(204, "done");
  }

  private static Described ofId(Described described) {
    return described.with(
        Messages.path("id", "a GUID", Shapes.uuid("a GUID")).example(KeyfactorExamples.AGENT));
  }

  private void addFailures(RequestSettings limits) {
    document
        .failure(400, "something in the request is wrong", "parameter 'jobHistoryId' is missing")
        .failure(401, "no good credentials", "the API key or token is not known")
        .failure(403, "not permitted", "User does not have the required permissions")
        .failure(404, "there is no such thing", "there is no job history with id 7")
        .failure(408, "the body does not come", Refusal.tooSlow(limits.bodyTimeout()).detail())
        .failure(
            413,
            "the body is too large",
            "the request body is larger than %d bytes".formatted(limits.maxBody().toBytes()))
        .failure(415, "the body is no JSON", "JSON in UTF-8 is expected, as application/json")
        .failure(429, "too many wrong keys", "too many wrong API keys from this address")
        .failure(500, "a mistake of ours; the log has more", "internal error")
        .failure(503, "something is away", "the job store does not answer; try again");
  }

  private static SecurityScheme credentials(String scheme, String about) {
    return new SecurityScheme().type(SecurityScheme.Type.HTTP).scheme(scheme).description(about);
  }
}
