// SPDX-License-Identifier: Apache-2.0
package io.jobmill.gateway.api;

import io.jobmill.gateway.openapi.ApiDescription;
import io.jobmill.gateway.openapi.Described;
import io.jobmill.gateway.openapi.Document;
import io.jobmill.gateway.openapi.Messages;
import io.jobmill.gateway.openapi.Shapes;
import io.jobmill.gateway.problem.Refusal;
import io.jobmill.gateway.problem.RequestSettings;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.security.SecurityScheme;
import org.springframework.http.HttpStatus;

/** The document of this API: what all its operations have in common. */
final class ApiDocument {

  static final String ID = "019a0c5e-7d3a-7000-8000-5f3c2a1b4d6e";

  private static final String PREFIX = "/api/v1";

  private static final String ABOUT =
      """
      Jobmill's own API. JSON in camelCase, times in ISO 8601 with an offset; what is unknown is left \
      out. A key or JSON web token is needed always. Errors are RFC 9457 problems; any other path below \
      `/api/v1` is answered with 404, any other method with 405.

      Lists have `items` and, unless it is the last page, `nextCursor`, to be sent back as `cursor`.\
      """;

  private final Document document;

  private ApiDocument(RequestSettings limits) {
    document =
        new Document(
            "Jobmill",
            ABOUT,
            new Document.ErrorForm(
                "application/problem+json", ApiShapes.problem(), ApiDocument::problem));
    ApiShapes.all().forEach(document::shape);
    document
        .credentials(
            "bearer",
            new SecurityScheme()
                .type(SecurityScheme.Type.HTTP)
                .scheme("bearer")
                .description("an API key or a JSON web token"))
        .credentials(
            "header",
            new SecurityScheme()
                .type(SecurityScheme.Type.APIKEY)
                .in(SecurityScheme.In.HEADER)
                .name(ApiCallers.KEY_HEADER));
    addFailures(limits);
  }

  static ApiDescription description(RequestSettings limits) {
    return new ApiDescription("jobmill", "Jobmill", () -> written(limits));
  }

  private static OpenAPI written(RequestSettings limits) {
    ApiDocument api = new ApiDocument(limits);
    JobOperations.describe(api);
    JobReadings.describe(api);
    DefinitionOperations.describe(api);
    ScheduleOperations.describe(api);
    ServerOperations.describe(api);
    return api.document.openApi();
  }

  /**
   * An operation that needs this scope.
   *
   * @param path below {@code /api/v1}
   * @param failures those beside what any operation may be answered with
   */
  Described on(
      String method, String path, String id, String summary, String scope, int... failures) {
    Described described =
        document
            .on(method, PREFIX + path, id, summary)
            .tag(path.split("/", 3)[1])
            .about("Needs the scope `%s`.".formatted(scope))
            .credentials("bearer", "header")
            .fails(401, 403, 429, 500);
    return described.fails(failures);
  }

  static Described paged(Described described) {
    return described
        .with(
            Messages.query("limit", "how many at most", Shapes.number(1, Page.MOST))
                .example(Page.USUAL))
        .with(Messages.query("cursor", "of the page before", Shapes.text()))
        .fails(400);
  }

  static Described ofJob(Described described) {
    return described
        .with(Messages.path("id", "id of the job", Shapes.uuid("a UUID")).example(ID))
        .fails(400, 404);
  }

  private void addFailures(RequestSettings limits) {
    document
        .failure(400, "something in the request is wrong", "limit must be a whole number")
        .failure(401, "no good key or token", "an API key is needed")
        .failure(403, "the key may not do this", "the API key does not have the scope 'manage'")
        .failure(404, "there is no such thing", "there is no job " + ID)
        .failure(406, "nothing that the caller accepts", "Acceptable representations: [text/plain]")
        .failure(408, "the body does not come", Refusal.tooSlow(limits.bodyTimeout()).detail())
        .failure(409, "the state of things does not allow it", "job " + ID + " is over")
        .failure(
            413,
            "the body is too large",
            "the request body is larger than %d bytes".formatted(limits.maxBody().toBytes()))
        .failure(415, "the body is no JSON", "a JSON object is expected, as application/json")
        .failure(429, "too many wrong keys", "too many wrong API keys from this address")
        .failure(500, "a mistake of ours; the log has more", "internal error, reference " + ID)
        .failure(503, "something is away", "the job store does not answer; try again");
  }

  private static Object problem(int status, String detail) {
    HttpStatus known = HttpStatus.resolve(status);
    return Messages.example(
        "title",
        known == null ? "Error" : known.getReasonPhrase(),
        "status",
        status,
        "detail",
        detail);
  }
}
