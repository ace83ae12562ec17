// SPDX-License-Identifier: Apache-2.0
package io.jobmill.gateway.dialect.keyfactor;

import static org.assertj.core.api.Assertions.assertThat;

import io.jobmill.gateway.security.Scope;
import io.jobmill.gateway.testing.Http;
import io.jobmill.gateway.testing.LiveDocument;
import io.jobmill.gateway.testing.LiveDocument.Documented;
import io.jobmill.gateway.testing.Reply;
import io.jobmill.gateway.testing.RunningGateway;
import io.jobmill.gateway.testing.Views;
import io.jobmill.job.JobStatus;
import io.jobmill.view.JobView;
import io.jobmill.view.RunStatus;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.List;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every answer that is documented is given, and looks as it is documented. */
class KeyfactorDescriptionTests {

  private static final String NOBODY = "0f2ab2f6-90b1-4b7c-a6a4-3a2f8a1c6d55";

  private final RunningGateway gateway = RunningGateway.emptied();
  private final Http http = gateway.http();
  private String[] key = {};
  private String type = "";

  static List<Documented> documented() {
    return LiveDocument.of("keyfactor", RunningGateway.emptied().http()).answers();
  }

  @BeforeEach
  void things() {
    gateway.template(Samples.patch());
    Samples.worker(gateway);
    JobView job =
        Views.job("Patch", JobStatus.FAILED, Samples.run(1, RunStatus.FAILED, "exit status 1"));
    gateway.jobs().put(job);
    gateway.jobs().put(Views.job("Patch", JobStatus.PENDING));
    gateway.jobs().projectThrough(gateway.clock().instant().plus(Duration.ofHours(1)));
    key = Samples.basic(gateway, Scope.values());
    String made = http.json("/JobTypes/Custom", type("\"JobTypeName\":\"Rotate\""), key).body();
    type = made.substring(7, 43);
    http.json("/OrchestratorJobs/Custom", order("\"AgentId\":\"" + Samples.AGENT + "\""), key);
  }

  @ParameterizedTest
  @MethodSource("documented")
  void isGivenAsDocumented(Documented answer) {
    Reply given = ask(answer);

    assertThat(LiveDocument.of("keyfactor", http).problems(answer, given)).isEmpty();
  }

  @Test
  void saysOfEveryPathThatThereIs() {
    List<String> served =
        List.of(
            http.get("/Status/Endpoints", key).body().replaceAll("[\\[\\]\"]", "").split(",", -1));

    assertThat(
            LiveDocument.of("keyfactor", http).operations().stream()
                .map(LiveDocument.Operation::path)
                .distinct())
        .containsExactlyInAnyOrderElementsOf(served);
  }

  private Reply ask(Documented answer) {
    return switch (answer.status()) {
      case 200, 204 -> send(answer, path(answer), body(answer), key);
      case 400 ->
          send(
              answer,
              path(answer),
              body(answer),
              "Authorization",
              key[1],
              "X-Keyfactor-Api-Version",
              "99");
      case 401 -> send(answer, path(answer), body(answer));
      case 403 -> send(answer, path(answer), body(answer), Samples.basic(gateway, other(answer)));
      case 404 -> missing(answer);
      case 408 ->
          RunningGateway.hasty()
              .http()
              .unfinished(
                  answer.operation().method(), path(answer), Samples.headers(RunningGateway.ADMIN));
      case 413 -> send(answer, path(answer), "{\"a\":\"" + "x".repeat(10 << 20) + "\"}", key);
      case 415 -> sendAs("text/plain", answer, path(answer), "{}", key);
      case 429 -> tooOften(answer);
      case 500 -> broken(answer);
      case 503 -> away(answer);
      default -> throw new AssertionError("nothing here provokes " + answer);
    };
  }

  private Reply send(Documented answer, String path, String body, String... headers) {
    return sendAs("application/json", answer, path, body, headers);
  }

  private Reply sendAs(
      String type, Documented answer, String path, String body, String... headers) {
    var request =
        http.request(path, headers)
            .method(
                answer.operation().method(),
                body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
    return Reply.of(http.send(body.isEmpty() ? request : request.header("Content-Type", type)));
  }

  private String path(Documented answer) {
    String path = answer.operation().path();
    return path.replace("{id}", path.startsWith("/Agents") ? Samples.AGENT : type)
        + (path.endsWith("/Data") ? "?jobHistoryId=1" : "");
  }

  private String body(Documented answer) {
    return switch (answer.operation().id()) {
      case "createJob" -> order("\"AgentId\":\"%s\"".formatted(Samples.AGENT));
      case "createJobs" ->
          order("\"OrchestratorIds\":[\"%s\",\"%s\"]".formatted(Samples.AGENT, NOBODY));
      case "acknowledge" -> "{\"JobAuditIds\":[1]}";
      case "reschedule" -> "{\"Query\":\"JobHistoryId -eq 1\"}";
      case "unschedule" -> "{\"Query\":\"JobType -eq Patch\"}";
      case "createJobType" -> type("\"JobTypeName\":\"New\"");
      case "replaceJobType" -> type("\"JobTypeName\":\"Rotate2\",\"Id\":\"" + type + "\"");
      case "approveAgents", "disapproveAgents" -> "[\"" + Samples.AGENT + "\"]";
      default -> "";
    };
  }

  private static String order(String agents) {
    return "{%s,\"JobTypeName\":\"Patch\",\"Schedule\":{\"Weekly\":{\"Days\":[1],\"Time\":\"2030-01-06T14:30:00Z\"}},\"JobFields\":{\"Server\":\"a\"}}"
        .formatted(agents);
  }

  private static String type(String fields) {
    return "{%s,\"JobTypeFields\":[{\"Name\":\"Path\",\"Type\":\"String\",\"DefaultValue\":\"/\"}]}"
        .formatted(fields);
  }

  private static Scope other(Documented answer) {
    boolean views = answer.operation().node().path("description").asString().contains("`view`");
    return views ? Scope.TRIGGER : Scope.VIEW;
  }

  private Reply missing(Documented answer) {
    String path = path(answer).replace(type, NOBODY).replace(Samples.AGENT, NOBODY);
    String body =
        switch (answer.operation().id()) {
          case "acknowledge", "reschedule" -> "{\"JobAuditIds\":[7]}";
          case "unschedule" -> "{\"JobIds\":[\"" + NOBODY + "\"]}";
          default -> body(answer).replace(type, NOBODY).replace(Samples.AGENT, NOBODY);
        };
    return send(answer, path.replace("Id=1", "Id=7"), body, key);
  }

  private Reply tooOften(Documented answer) {
    for (int i = 0; i < 30; i++) {
      http.get("/Agents", Samples.headers("wrong"));
    }
    return send(answer, path(answer), body(answer), Samples.headers("wrong"));
  }

  private Reply broken(Documented answer) {
    gateway.breakDown();
    return send(answer, path(answer), body(answer), key);
  }

  private Reply away(Documented answer) {
    gateway.jobs().setAway(true);
    gateway.producer().sendException = new TimeoutException("away");
    gateway.changes().sendException = new TimeoutException("away");
    gateway.loseDefinitions();
    return send(answer, path(answer), body(answer).replaceAll("\"Schedule\":.*?}},", ""), key);
  }
}
