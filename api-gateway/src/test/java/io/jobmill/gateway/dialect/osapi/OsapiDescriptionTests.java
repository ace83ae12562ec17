// SPDX-License-Identifier: Apache-2.0
package io.jobmill.gateway.dialect.osapi;

import static org.assertj.core.api.Assertions.assertThat;

import io.jobmill.event.Origin;
import io.jobmill.event.WorkerRecord;
import io.jobmill.event.WorkerState;
import io.jobmill.gateway.query.Workers;
import io.jobmill.gateway.security.Scope;
import io.jobmill.gateway.testing.Http;
import io.jobmill.gateway.testing.LiveDocument;
import io.jobmill.gateway.testing.LiveDocument.Documented;
import io.jobmill.gateway.testing.Reply;
import io.jobmill.gateway.testing.RunningGateway;
import io.jobmill.gateway.testing.Views;
import io.jobmill.job.JobStatus;
import io.jobmill.job.Pool;
import io.jobmill.view.JobView;
import io.jobmill.view.RunStatus;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every answer that is documented is given, and looks as it is documented. */
class OsapiDescriptionTests {

  private final RunningGateway gateway = RunningGateway.emptied();
  private final Http http = gateway.http();
  private String[] key = {};
  private JobView job = Views.job("t", JobStatus.FAILED);

  static List<Documented> documented() {
    return LiveDocument.of("osapi", RunningGateway.emptied().http()).answers();
  }

  @BeforeEach
  void things() {
    gateway.template(
        Map.of(
            "name", "t", "operation", Map.of("type", "shell", "data", Map.of("script", "true"))));
    job =
        OsapiViews.of("t")
            .started("a")
            .after(Duration.ofSeconds(3))
            .ended("a", RunStatus.FAILED, "failed", "exit status 1")
            .started("b")
            .ended("b", RunStatus.SUCCEEDED, "succeeded", null)
            .is(JobStatus.SUCCEEDED);
    gateway.jobs().put(job);
    gateway.jobs().putResult(job.id(), job.runs().get(1), "{\"n\":1}");
    gateway.jobs().projectThrough(gateway.clock().instant().plus(Duration.ofHours(1)));
    beat("web-01", WorkerState.READY);
    beat("web-02", WorkerState.CORDONED);
    key = bearer(gateway.anyKey(Scope.values()));
  }

  @ParameterizedTest
  @MethodSource("documented")
  void isGivenAsDocumented(Documented answer) {
    Reply given = ask(answer);

    assertThat(LiveDocument.of("osapi", http).problems(answer, given)).isEmpty();
    assertThat(given.header("X-Request-Id")).isNotEmpty();
  }

  private Reply ask(Documented answer) {
    return switch (answer.status()) {
      case 200, 201, 204 -> send(answer, path(answer, true), body(answer), key);
      case 400 -> malformed(answer);
      case 401 -> send(answer, path(answer, true), body(answer));
      case 403 ->
          send(answer, path(answer, true), body(answer), bearer(gateway.anyKey(other(answer))));
      case 404 -> missing(answer);
      case 408 ->
          RunningGateway.hasty()
              .http()
              .unfinished("POST", path(answer, true), bearer(RunningGateway.ADMIN));
      case 409 -> conflicting(answer);
      case 413 -> send(answer, path(answer, true), "{\"a\":\"" + "x".repeat(10 << 20) + "\"}", key);
      case 415 -> sendAs("text/plain", answer, path(answer, true), "{}", key);
      case 429 -> tooOften(answer);
      case 500 -> broken(answer);
      case 503 -> away(answer);
      default -> throw new AssertionError("nothing here provokes " + answer);
    };
  }

  private Reply conflicting(Documented answer) {
    if (!answer.operation().id().equals("createJob")) {
      return send(answer, path(answer, false), "", key);
    }
    String[] named = {key[0], key[1], "Idempotency-Key", "k-1"};
    send(answer, path(answer, true), body(answer), named);
    return send(answer, path(answer, true), body(answer).replace("{}", "{\"A\":1}"), named);
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

  private String path(Documented answer, boolean good) {
    boolean drains = answer.operation().id().equals("undrainAgent") != good;
    return answer
        .operation()
        .path()
        .replace("{id}", job.id().toString())
        .replace("{hostname}", drains ? "web-01" : "web-02");
  }

  private static String body(Documented answer) {
    return answer.operation().id().equals("createJob")
        ? "{\"operation\":{\"type\":\"t\",\"data\":{}},\"target_hostname\":\"_any\"}"
        : "";
  }

  /** Every permission but that one. */
  private static Scope other(Documented answer) {
    return answer.operation().method().equals("GET") ? Scope.TRIGGER : Scope.VIEW;
  }

  private Reply malformed(Documented answer) {
    return switch (answer.operation().id()) {
      case "listJobs" -> send(answer, "/job?limit=0", "", key);
      case "createJob" -> send(answer, "/job", "{}", key);
      default ->
          send(
              answer,
              answer.operation().path().replace("{id}", "x").replace("{hostname}", "x".repeat(256)),
              "",
              key);
    };
  }

  private Reply missing(Documented answer) {
    String path =
        answer
            .operation()
            .path()
            .replace("{id}", "01890000-0000-7000-8000-000000000000")
            .replace("{hostname}", "nobody");
    return send(answer, path, "", key);
  }

  private Reply tooOften(Documented answer) {
    for (int i = 0; i < 30; i++) {
      http.get("/job", bearer("wrong"));
    }
    return send(answer, path(answer, true), body(answer), bearer("wrong"));
  }

  private Reply broken(Documented answer) {
    gateway.breakDown();
    return send(answer, path(answer, true), body(answer), key);
  }

  private Reply away(Documented answer) {
    gateway.jobs().setAway(true);
    gateway.producer().sendException = new TimeoutException("away");
    gateway.changes().sendException = new TimeoutException("away");
    return send(answer, path(answer, true), body(answer), key);
  }

  private void beat(String host, WorkerState state) {
    gateway
        .bean(Workers.class)
        .heard(
            new WorkerRecord.Heartbeat(
                new Origin("w-" + host, "1"),
                1,
                Duration.ofSeconds(2),
                host,
                List.of(Pool.DEFAULT),
                Map.of("group", "web"),
                4,
                state,
                List.of("shell"),
                List.of(),
                null,
                gateway.clock().instant()),
            gateway.clock().instant());
  }

  private static String[] bearer(String key) {
    return new String[] {"Authorization", "Bearer " + key};
  }
}
