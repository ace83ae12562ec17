// SPDX-License-Identifier: Apache-2.0
package io.jobmill.gateway.api;

import static io.jobmill.gateway.security.Scope.MANAGE;
import static io.jobmill.gateway.security.Scope.TRIGGER;
import static io.jobmill.gateway.security.Scope.VIEW;
import static org.assertj.core.api.Assertions.assertThat;

import io.jobmill.event.LogLevel;
import io.jobmill.event.Progress;
import io.jobmill.gateway.testing.Http;
import io.jobmill.gateway.testing.RunningGateway;
import io.jobmill.gateway.testing.Views;
import io.jobmill.job.JobRequest;
import io.jobmill.job.JobStatus;
import io.jobmill.job.Value;
import io.jobmill.view.JobView;
import io.jobmill.view.Run;
import io.jobmill.view.RunProgress;
import io.jobmill.view.RunStatus;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JobsApiTests {

  private static final Map<String, Object> OPERATION =
      Map.of("type", "shell", "data", Map.of("script", "true"));

  private final RunningGateway gateway = RunningGateway.emptied();
  private final Http http = gateway.http();
  private String[] both = {};
  private String[] triggerOnly = {};

  @BeforeEach
  void templateAndKeys() {
    gateway.template(
        Map.of(
            "name",
            "t",
            "variables",
            List.of(
                Map.of("name", "A"),
                Map.of("name", "L", "type", "list", "multiple", true),
                Map.of("name", "P", "obscure", true)),
            "operation",
            OPERATION));
    both = bearer(gateway.anyKey(TRIGGER, VIEW));
    triggerOnly = bearer(gateway.anyKey(TRIGGER));
  }

  @Test
  void triggersAndSaysWhereTheJobIs() {
    var answer =
        http.json(
            "/api/v1/jobs", "{\"template\":\"t\",\"variables\":{\"a\":1,\"L\":[\"x\"]}}", both);

    String id = String.valueOf(gateway.lastRequest().id());
    assertThat(answer.statusCode()).isEqualTo(201);
    assertThat(answer.headers().firstValue("Location")).hasValue("/api/v1/jobs/" + id);
    assertThat(answer.body())
        .contains("\"id\":\"" + id + "\"", "\"status\":\"pending\"", "\"template\":\"t\"");
    assertThat(gateway.lastRequest().variables())
        .containsEntry("A", Value.of("1"))
        .containsEntry("L", Value.ofList(List.of("x")));
    assertThat(gateway.lastRequest().submittedBy()).startsWith("key-");
  }

  @Test
  void tellsAKeyThatMayNotReadIdAndStatusOnly() {
    var answer = http.json("/api/v1/jobs", "{\"template\":\"t\"}", triggerOnly);

    assertThat(answer.body())
        .isEqualTo("{\"id\":\"%s\",\"status\":\"pending\"}".formatted(gateway.lastRequest().id()));
    assertIsProblem(http.get("/api/v1/jobs/" + gateway.lastRequest().id(), triggerOnly), 403);
  }

  @Test
  void passesRunAtOnUpToTenYears() {
    Instant soon = gateway.clock().instant().plus(Duration.ofDays(3_649));
    Instant late = gateway.clock().instant().plus(Duration.ofDays(3_651));

    http.json("/api/v1/jobs", "{\"template\":\"t\",\"runAt\":\"" + soon + "\"}", both);
    assertThat(gateway.lastRequest().runAt()).isEqualTo(soon);
    assertIsProblem(
        http.json("/api/v1/jobs", "{\"template\":\"t\",\"runAt\":\"" + late + "\"}", both), 400);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{\"template\":1}",
        "{\"template\":\"t\",\"nosuch\":1}",
        "{\"template\":\"t\",\"variables\":[]}",
        "{\"template\":\"t\",\"variables\":{\"A\":{}}}",
        "{\"template\":\"t\",\"variables\":{\"B\":\"x\"}}",
        "{\"template\":\"t\",\"target\":\"web\"}",
        "{\"template\":\"t\",\"target\":\"a b\"}",
        "{\"template\":\"t\",\"runAt\":\"tomorrow\"}",
        "[]",
        "",
      })
  void refusesWhatItCannotRun(String body) {
    assertIsProblem(http.json("/api/v1/jobs", body, both), 400);
    assertThat(gateway.producer().history()).isEmpty();
  }

  @Test
  void refusesOtherTypesMethodsAndTemplates() {
    assertIsProblem(http.post("/api/v1/jobs", "text/plain", "{}", both), 415);
    assertIsProblem(http.json("/api/v1/jobs", "{\"template\":\"nosuch\"}", both), 404);
    var put = http.put("/api/v1/jobs", "{}", both);
    assertIsProblem(put, 405);
    assertThat(put.headers().firstValue("Allow")).isPresent();
  }

  @Test
  void wantsAGoodKeyInAHeader() {
    var none = http.json("/api/v1/jobs", "{\"template\":\"t\"}");
    assertIsProblem(none, 401);
    assertThat(none.headers().firstValue("WWW-Authenticate")).isPresent();
    assertIsProblem(http.json("/api/v1/jobs", "{\"template\":\"t\"}", bearer("wrong")), 401);
    assertIsProblem(
        http.json("/api/v1/jobs", "{\"template\":\"t\"}", bearer(gateway.anyKey(VIEW))), 403);
    assertThat(
            http.json("/api/v1/jobs", "{\"template\":\"t\"}", "X-ApiKey", gateway.anyKey(TRIGGER))
                .statusCode())
        .isEqualTo(201);
  }

  @Test
  void keepsATiedTemplateToItsKey() {
    gateway.template(Map.of("name", "tied", "key", "own", "operation", OPERATION));
    String own = gateway.key("own", TRIGGER, VIEW);

    assertIsProblem(http.json("/api/v1/jobs", "{\"template\":\"tied\"}", both), 403);
    assertThat(http.json("/api/v1/jobs", "{\"template\":\"tied\"}", bearer(own)).statusCode())
        .isEqualTo(201);
  }

  @Test
  void tellsAllThatIsKnownOfAJobAndMasksSecrets() {
    Run run = Views.run(1, "alpha", RunStatus.SUCCEEDED, 0);
    JobRequest request =
        JobRequest.forTemplate("t")
            .withVariables(Map.of("A", Value.of("x")), Map.of("P", "v1.sealed"))
            .submitted("ci", Views.WHEN);
    JobView job = Views.job(request, JobStatus.SUCCEEDED, null, run);
    gateway.jobs().put(job);
    gateway.jobs().putResult(job.id(), run, "{\"patched\": 12}\n");

    var answer = http.get("/api/v1/jobs/" + job.id(), both);

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body())
        .contains(
            "\"status\":\"succeeded\"",
            "\"result\":{\"patched\":12}",
            "\"submittedBy\":\"ci\"",
            "\"startedAt\":\"2026-06-01T11:59:00Z\"",
            "\"A\":\"x\"",
            "\"P\":\"********\"")
        .doesNotContain("sealed", "error", "changed");
  }

  @Test
  void tellsHowFarAJobHasCome() {
    Run run =
        Views.run(1, "alpha", RunStatus.RUNNING, -1)
            .progressed(new RunProgress(new Progress(40, "copying"), Views.WHEN, 6), 2);
    JobView job = Views.job("t", JobStatus.RUNNING, run);
    gateway.jobs().put(job);

    assertThat(http.get("/api/v1/jobs/" + job.id(), both).body())
        .contains(
            "\"progress\":{\"percent\":40,\"text\":\"copying\",\"at\":\"" + Views.WHEN + "\"}");
  }

  @Test
  void tellsWhyAJobFailed() {
    JobView job = Views.job(JobRequest.forTemplate("t"), JobStatus.FAILED, "exit status 1");
    gateway.jobs().put(job);

    assertThat(http.get("/api/v1/jobs/" + job.id(), both).body())
        .contains("\"status\":\"failed\"", "\"error\":\"exit status 1\"");
  }

  @Test
  void knowsItsOwnTokensAndNoOthers() {
    http.json("/api/v1/jobs", "{\"template\":\"t\"}", both);
    var own = http.get("/api/v1/jobs/" + gateway.lastRequest().id(), both);
    gateway.jobs().projectThrough(gateway.clock().instant().plus(Duration.ofHours(1)));

    assertThat(own.body()).contains("\"status\":\"pending\"");
    assertIsProblem(http.get("/api/v1/jobs/" + Views.someId(), both), 404);
    assertIsProblem(http.get("/api/v1/jobs/471", both), 400);
    assertIsProblem(http.get("/api/v1/jobs/" + "x".repeat(10_000), both), 400);
  }

  @Test
  void tellsTheTimeline() {
    JobView job = Views.job("t", JobStatus.PENDING);
    gateway.jobs().put(job);

    assertThat(http.get("/api/v1/jobs/" + job.id() + "/events", both).body())
        .isEqualTo(
            "{\"items\":[{\"at\":\"2026-06-01T11:59:00Z\",\"type\":\"received\",\"attempt\":1,\"by\":\"p-1\"}]}");
  }

  @Test
  void writesALogAsTextOrAsLinesOfJson() {
    Run run = Views.run(1, "alpha", RunStatus.SUCCEEDED, 1);
    JobView job = Views.job("t", JobStatus.SUCCEEDED, run);
    gateway.jobs().put(job);
    gateway
        .jobs()
        .putLog(
            job.id(),
            run,
            1,
            n -> Views.chunk(job.id(), run, n, Views.entry(LogLevel.WARN, "a \"b\"\nc")));
    String path = "/api/v1/jobs/" + job.id() + "/log";

    assertThat(http.get(path, both).body()).isEqualTo("WARN: a \"b\"\nc\n");
    var lines = http.get(path, both[0], both[1], "Accept", "application/x-ndjson");
    assertThat(lines.body())
        .isEqualTo(
            "{\"level\":\"WARN\",\"time\":\"2026-06-01T11:59:00Z\",\"attempt\":1,\"worker\":\"alpha\",\"message\":\"a"
                + " \\\"b\\\"\\n"
                + "c\"}\n");
    assertThat(lines.headers().firstValue("Content-Type").orElse(""))
        .startsWith("application/x-ndjson");
    assertIsProblem(http.get(path, both[0], both[1], "Accept", "image/png"), 406);
    assertIsProblem(http.get(path, bearer(gateway.anyKey(MANAGE))), 403);
  }

  static String[] bearer(String key) {
    return new String[] {"Authorization", "Bearer " + key};
  }

  static void assertIsProblem(HttpResponse<String> answer, int status) {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
    assertThat(answer.body()).contains("\"status\":" + status, "\"detail\":");
  }
}
