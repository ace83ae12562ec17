// SPDX-License-Identifier: Apache-2.0
package io.jobmill.gateway.dialect.otter;

import static io.jobmill.gateway.openapi.Messages.answer;
import static io.jobmill.gateway.openapi.Messages.content;

import io.jobmill.gateway.openapi.ApiDescription;
import io.jobmill.gateway.openapi.IdempotencyParameter;
import io.jobmill.gateway.openapi.Messages;
import io.jobmill.gateway.openapi.Shapes;
import io.jobmill.gateway.problem.Refusal;
import io.jobmill.gateway.problem.RequestSettings;
import io.jobmill.gateway.security.Access;
import io.jobmill.job.JobStatus;
import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.PathItem;
import io.swagger.v3.oas.models.PathItem.HttpMethod;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.parameters.Parameter;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.responses.ApiResponses;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import io.swagger.v3.oas.models.security.SecurityScheme;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.http.MediaType;

/** Describes the dialect, out of the limits, names and words that its code uses. */
final class OtterDescription {

  private static final String LINE = "Line";
  private static final String JOB = "019a0c5e-7d3a-7000-8000-5f3c2a1b4d6e";

  private static final String ABOUT =
      """
      The three endpoints of Inedo Otter's job API. Every answer is one text and nothing else, every \
      error one readable line. Paths and names are read in any case. `HEAD` works for status and logs; \
      any other method is answered with 405, any other path below `/api/jobs` with 404.

      **A GET on trigger starts a job.** No answer may be cached.""";

  private final RequestSettings limits;
  private final Access access;

  OtterDescription(RequestSettings limits, Access access) {
    this.limits = limits;
    this.access = access;
  }

  ApiDescription description() {
    return new ApiDescription("otter", "Inedo Otter", this::document);
  }

  private OpenAPI document() {
    OpenAPI document =
        new OpenAPI()
            .info(new Info().title("Jobmill: Inedo Otter").version("1").description(ABOUT))
            .components(
                new Components()
                    .addResponses(
                        ApiDescription.ERROR,
                        error("what is wrong", "parameter 'token' is missing"))
                    .addSchemas(LINE, Shapes.text().pattern("^[^\\r\\n]+$"))
                    .securitySchemes(keyPlaces()));
    for (OtterEndpoint endpoint : OtterEndpoint.values()) {
      PathItem path = new PathItem();
      for (String method : OtterEndpoint.METHODS) {
        path.operation(HttpMethod.valueOf(method), operation(endpoint, method.equals("POST")));
      }
      document.path(OtterPaths.of(endpoint), path);
    }
    return document;
  }

  private Operation operation(OtterEndpoint endpoint, boolean post) {
    Operation operation =
        switch (endpoint) {
          case TRIGGER -> trigger(post);
          case STATUS -> reading("Where a job stands", post);
          case LOGS -> reading("All that a job has logged so far", post);
        };
    operation
        .operationId(endpoint.word() + (post ? "ByPost" : ""))
        .addTagsItem("jobs")
        .responses(responses(endpoint, post));
    if (access.allowsAnonymous()) {
      operation.addSecurityItem(new SecurityRequirement());
    }
    keyPlaces()
        .keySet()
        .forEach(name -> operation.addSecurityItem(new SecurityRequirement().addList(name)));
    return operation;
  }

  private static Operation trigger(boolean post) {
    Operation operation =
        asking(OtterTrigger.TEMPLATE, "name of the template", "ablast", post)
            .summary("Start a job")
            .description(
                "Every parameter that is neither the template nor the key is a variable of the job."
                    + " One that is given twice becomes one text joined by commas, or a list where"
                    + " the template takes several values.");
    Parameter variables =
        Messages.query("variables", "each a parameter of its own", Shapes.map(Shapes.text()));
    return operation
        .addParametersItem(
            variables
                .style(Parameter.StyleEnum.FORM)
                .explode(true)
                .example(Map.of("TargetServer", "ABLSV1")))
        .addParametersItem(IdempotencyParameter.of());
  }

  private static Operation reading(String summary, boolean post) {
    return asking(OtterJobs.TOKEN, "what trigger has answered", JOB, post).summary(summary);
  }

  private static Operation asking(String name, String about, String example, boolean post) {
    Operation operation =
        new Operation()
            .addParametersItem(
                Messages.query(name, about, Shapes.text()).required(!post).example(example));
    return post
        ? operation.requestBody(OtterBodies.of(name, about, Map.of(name, example)))
        : operation;
  }

  private ApiResponses responses(OtterEndpoint endpoint, boolean post) {
    boolean trigger = endpoint == OtterEndpoint.TRIGGER;
    ApiResponses responses =
        new ApiResponses()
            .addApiResponse("200", good(endpoint))
            .addApiResponse(
                "400",
                trigger
                    ? error("a parameter is missing or wrong", "parameter 'template' is missing")
                    : error("the token is missing, or no job has it", OtterJobs.unknown().detail()))
            .addApiResponse(
                "403",
                error("the key is missing, wrong or not enough", OtterCallers.refused().detail()));
    if (trigger) {
      responses.addApiResponse(
          "404",
          error("no such template, or it is closed to the API", "template 'x' was not found"));
      responses.addApiResponse(
          "409",
          error(
              "the idempotency key was used for something else",
              "this Idempotency-Key was used for a submission with other contents: job " + JOB));
    }
    if (post) {
      addBodyErrors(responses);
    }
    return responses
        .addApiResponse(
            "429", later("too many wrong keys", "too many wrong API keys from this address"))
        .addApiResponse(
            "500", error("a mistake of ours; the log has more", "internal error, reference " + JOB))
        .addApiResponse(
            "503",
            trigger
                ? later(
                    "the job was not accepted",
                    "Kafka does not confirm jobs; this one was not accepted")
                : later("nothing can be read now", "the job store does not answer; try again"));
  }

  private void addBodyErrors(ApiResponses responses) {
    responses
        .addApiResponse(
            "408", error("the body does not come", Refusal.tooSlow(limits.bodyTimeout()).detail()))
        .addApiResponse(
            "413",
            error(
                "the body is too large",
                "the request body is larger than %d bytes".formatted(limits.maxBody().toBytes())))
        .addApiResponse(
            "415",
            error("the form's charset is not read", "charset UTF-16 is not read here; send UTF-8"));
  }

  private static ApiResponse good(OtterEndpoint endpoint) {
    return switch (endpoint) {
      case TRIGGER ->
          answer("the token of the job", text(Shapes.text().pattern("^[A-Za-z0-9-]+$"), JOB));
      case STATUS -> answer("one word", text(Shapes.word(words()), words().get(1)));
      case LOGS ->
          answer(
              "one entry after the other: its level, a space, the message, which may have several"
                  + " lines, and a newline",
              text(
                  Shapes.text().pattern("^((DEBUG|INFO|WARN|ERROR): [\\s\\S]*\\n)?$"),
                  "INFO: patching ABLSV1\nWARN: reboot needed\n"));
    };
  }

  /** In the order of a job's life. */
  private static List<String> words() {
    return Arrays.stream(JobStatus.values()).map(OtterStatus::word).distinct().toList();
  }

  /** Where the key may be, in the order it is looked for. */
  private static Map<String, SecurityScheme> keyPlaces() {
    Map<String, SecurityScheme> places = new LinkedHashMap<>();
    places.put("header", key(SecurityScheme.In.HEADER, OtterRequests.KEY_HEADER));
    places.put(
        "basic",
        new SecurityScheme()
            .type(SecurityScheme.Type.HTTP)
            .scheme("basic")
            .description("the key is the password, whoever the user is"));
    places.put(
        "bearer",
        new SecurityScheme()
            .type(SecurityScheme.Type.HTTP)
            .scheme("bearer")
            .description("an API key or a JSON web token"));
    places.put("query", key(SecurityScheme.In.QUERY, OtterParameters.KEY));
    return places;
  }

  private static SecurityScheme key(SecurityScheme.In in, String name) {
    return new SecurityScheme().type(SecurityScheme.Type.APIKEY).in(in).name(name);
  }

  private static ApiResponse error(String about, String example) {
    return answer(about, text(Shapes.named(LINE), example));
  }

  private static ApiResponse later(String about, String example) {
    return error(about, example)
        .addHeaderObject("Retry-After", Messages.always("seconds to wait", Shapes.count()));
  }

  private static Content text(Schema<?> shape, String example) {
    return content(MediaType.TEXT_PLAIN_VALUE, shape, example);
  }
}
