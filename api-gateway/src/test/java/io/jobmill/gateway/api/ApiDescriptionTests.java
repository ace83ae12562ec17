// SPDX-License-Identifier: Apache-2.0
package io.jobmill.gateway.api;

import static io.jobmill.gateway.api.JobsApiTests.bearer;
import static org.assertj.core.api.Assertions.assertThat;

import io.jobmill.event.LogLevel;
import io.jobmill.event.Origin;
import io.jobmill.event.WorkerRecord;
import io.jobmill.event.WorkerState;
import io.jobmill.gateway.query.Workers;
import io.jobmill.gateway.security.KeyGrant;
import io.jobmill.gateway.security.Scope;
import io.jobmill.gateway.testing.Http;
import io.jobmill.gateway.testing.InMemoryTable;
import io.jobmill.gateway.testing.LiveDocument;
import io.jobmill.gateway.testing.LiveDocument.Documented;
import io.jobmill.gateway.testing.Reply;
import io.jobmill.gateway.testing.RunningGateway;
import io.jobmill.gateway.testing.Views;
import io.jobmill.job.JobId;
import io.jobmill.job.JobRequest;
import io.jobmill.job.JobStatus;
import io.jobmill.job.Pool;
import io.jobmill.job.Value;
import io.jobmill.schedule.Schedule.Interval;
import io.jobmill.schedule.ScheduleRecord;
import io.jobmill.schedule.ScheduleRecord.Definition;
import io.jobmill.view.JobView;
import io.jobmill.view.Run;
import io.jobmill.view.RunStatus;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** Every answer that is documented is given, and looks as it is documented. */
class ApiDescriptionTests {

  private final RunningGateway gateway = RunningGateway.emptied();
  private final Http http = gateway.http();
  private String[] key = {};
  private JobView ended = Views.job("t", JobStatus.FAILED);
  private JobView running = Views.job("t", JobStatus.RUNNING);

  static List<Documented> documented() {
    return LiveDocument.of("jobmill", RunningGateway.emptied().http()).answers();
  }

  @BeforeEach
  void things() {
    gateway.template(
        Map.of(
            "name",
            "t",
            "variables",
            List.of(Map.of("name", "A", "type", "list", "values", List.of("x"), "initial", "x")),
            "operation",
            Map.of("type", "shell", "data", Map.of("script", "true"))));
    Run run = Views.run(1, "alpha", RunStatus.FAILED, 1);
    ended =
        Views.job(
            JobRequest.forTemplate("t").withVariables(Map.of("A", Value.of("x")), Map.of()),
            JobStatus.FAILED,
            "exit status 1",
            run);
    gateway.jobs().put(ended);
    gateway.jobs().projectThrough(gateway.clock().instant().plus(Duration.ofHours(1)));
    gateway.jobs().put(running);
    gateway
        .jobs()
        .putLog(
            ended.id(),
            run,
            1,
            n -> Views.chunk(ended.id(), run, n, Views.entry(LogLevel.WARN, "two\nlines")));
    gateway
        .bean(Workers.class)
        .heard(
            new WorkerRecord.Heartbeat(
                new Origin("w-1", "1"),
                1,
                Duration.ofSeconds(2),
                "alpha",
                List.of(Pool.DEFAULT),
                Map.of("group", "web"),
                4,
                WorkerState.READY,
                List.of("shell"),
                List.of(new WorkerRecord.Running(running.id(), 1, 1)),
                null,
                gateway.clock().instant()),
            gateway.clock().instant());
    gateway
        .bean(FakeDeadLetters.class)
        .add(
            new ConsumerRecord<>(
                "dead", 0, 7, new byte[0], "not json".getBytes(StandardCharsets.UTF_8)));
    gateway.key(
        new KeyGrant("made", Set.of(Scope.VIEW), List.of("a*"), List.of("default"), null, "why"));
    key = bearer(gateway.anyKey(Scope.values()));
    http.json("/api/v1/templates", template("mine"), key);
    http.json("/api/v1/schedules", schedule("nightly"), key);
  }

  @ParameterizedTest
  @MethodSource("documented")
  void isGivenAsDocumented(Documented answer) {
    Reply given = ask(answer);

    assertThat(LiveDocument.of("jobmill", http).problems(answer, given)).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("lines")
  void isGivenAsLinesToo(String operation) {
    Documented answer =
        LiveDocument.of("jobmill", http).answers().stream()
            .filter(each -> each.toString().equals(operation + " 200"))
            .findFirst()
            .orElseThrow();
    http.method("DELETE", "/api/v1/jobs/" + running.id(), key);

    Reply given =
        Reply.of(http.get(path(answer), key[0], key[1], "Accept", "application/x-ndjson"));

    assertThat(given.header("Content-Type")).startsWith("application/x-ndjson");
    assertThat(given.body()).isNotEmpty();
    assertThat(LiveDocument.of("jobmill", http).problems(answer, given)).isEmpty();
  }

  static List<String> lines() {
    return List.of("readLog", "listAudit");
  }

  @Test
  void saysOfEveryPathThatThereIs() {
    Set<String> documented = new HashSet<>();
    LiveDocument.of("jobmill", http)
        .operations()
        .forEach(operation -> documented.add(operation.toString()));
    Set<String> routes = new HashSet<>();
    gateway
        .bean("requestMappingHandlerMapping", RequestMappingHandlerMapping.class)
        .getHandlerMethods()
        .forEach(
            (route, method) -> {
              if (method.getBeanType().getPackage().equals(JobsApi.class.getPackage())) {
                for (String path : route.getPatternValues()) {
                  route.getMethodsCondition().getMethods().forEach(m -> routes.add(m + " " + path));
                }
              }
            });

    assertThat(documented).isEqualTo(routes);
  }

  @Test
  void knowsTheFieldsThatAreRead() {
    var shapes = LiveDocument.of("jobmill", http).json().at("/components/schemas");

    assertThat(shapes.at("/NewJob/properties").propertyNames())
        .containsExactlyInAnyOrderElementsOf(NewJob.FIELDS);
    Set<String> schedule = new HashSet<>(NewSchedule.FIELDS);
    schedule.addAll(NewSchedule.OURS);
    assertThat(shapes.at("/NewSchedule/properties").propertyNames())
        .containsExactlyInAnyOrderElementsOf(schedule);
    assertThat(shapes.at("/NewKey/properties").propertyNames())
        .containsExactlyInAnyOrderElementsOf(KeysApi.FIELDS);
  }

  private Reply ask(Documented answer) {
    return switch (answer.status()) {
      case 200, 201, 202, 204 -> send(answer, path(answer), body(answer), key);
      case 400 -> malformed(answer);
      case 401 -> send(answer, path(answer), body(answer));
      case 403 -> send(answer, path(answer), body(answer), bearer(gateway.anyKey(other(answer))));
      case 404 -> missing(answer);
      case 406 -> send(answer, path(answer), "", key[0], key[1], "Accept", "application/pdf");
      case 408 ->
          RunningGateway.hasty()
              .http()
              .unfinished(answer.operation().method(), path(answer), bearer(RunningGateway.ADMIN));
      case 409 -> conflicting(answer);
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
    JobView job = answer.operation().id().equals("cancelJob") ? running : ended;
    String path = answer.operation().path();
    return path.replace("{id}", path.contains("/jobs/") ? job.id().toString() : "w-1")
        .replace("{name}", path.contains("/keys/") ? "made" : name(answer));
  }

  /** Of a template: one that comes from a file, one that does not, or one that there is not. */
  private static String name(Documented answer) {
    return switch (answer.operation().id()) {
      case "createTemplate" -> answer.status() == 409 ? "t" : "made";
      case "createSchedule" -> answer.status() == 409 ? "nightly" : "made";
      case "replaceSchedule" -> answer.status() == 201 ? "made" : "nightly";
      case "readSchedule", "deleteSchedule" -> "nightly";
      case "replaceTemplate", "deleteTemplate" ->
          answer.status() == 409 ? "t" : answer.status() == 201 ? "made" : "mine";
      default -> "t";
    };
  }

  private static String template(String name) {
    return "{\"name\":\"%s\",\"operation\":{\"type\":\"x\",\"data\":{}}}".formatted(name);
  }

  private static String schedule(String name) {
    return "{\"name\":\"%s\",\"template\":\"t\",\"when\":{\"kind\":\"interval\",\"minutes\":5}}"
        .formatted(name);
  }

  private static String body(Documented answer) {
    return switch (answer.operation().id()) {
      case "createJob" -> "{\"template\":\"t\",\"variables\":{\"A\":\"x\"}}";
      case "createTemplate", "replaceTemplate" -> template(name(answer));
      case "createSchedule" -> schedule(name(answer));
      case "replaceSchedule" -> schedule("x").replace("\"name\":\"x\",", "");
      case "createKey" ->
          "{\"name\":\"new\",\"scopes\":[\"view\"],\"expiresAt\":\"2027-01-01T00:00:00Z\"}";
      case "retryJobs" -> "{}";
      default -> "";
    };
  }

  private static Scope other(Documented answer) {
    String about = answer.operation().node().path("description").asString();
    return about.contains("`view`") && !about.contains("`trigger`") ? Scope.TRIGGER : Scope.VIEW;
  }

  private Reply malformed(Documented answer) {
    String path = answer.operation().path();
    if (answer.operation().node().has("requestBody")) {
      return send(answer, path(answer), "{\"nosuch\":1}", key);
    }
    return path.contains("/jobs/{id}")
        ? send(answer, path.replace("{id}", "x"), "", key)
        : send(answer, path + "?limit=0", "", key);
  }

  private Reply missing(Documented answer) {
    String path =
        answer
            .operation()
            .path()
            .replace("{name}", "nosuch")
            .replace("{id}", answer.operation().path().contains("/jobs/") ? nobody() : "nobody");
    return send(answer, path, body(answer).replace("\"t\"", "\"nosuch\""), key);
  }

  /** So long ago that it is not waited for. */
  private static String nobody() {
    return "01890000-0000-7000-8000-000000000000";
  }

  private Reply conflicting(Documented answer) {
    return switch (answer.operation().id()) {
      case "cancelJob" ->
          send(
              answer,
              path(answer).replace(running.id().toString(), ended.id().toString()),
              "",
              key);
      case "retryJob" ->
          send(
              answer,
              path(answer).replace(ended.id().toString(), running.id().toString()),
              "",
              key);
      case "createKey" -> send(answer, path(answer), body(answer).replace("new", "made"), key);
      case "createJob" -> {
        String[] named = {key[0], key[1], "Idempotency-Key", "k-1"};
        send(answer, path(answer), body(answer), named);
        yield send(answer, path(answer), "{\"template\":\"t\"}", named);
      }
      case "replaceSchedule" ->
          send(answer, "/api/v1/schedules/" + withoutAName(), body(answer), key);
      default -> send(answer, path(answer), body(answer), key);
    };
  }

  /** A schedule of an agent's custom job. */
  @SuppressWarnings("unchecked")
  private JobId withoutAName() {
    Definition definition =
        new Definition(
            Views.someId(),
            new Interval(5),
            JobRequest.forTemplate("t"),
            Pool.DEFAULT,
            "w-1",
            gateway.clock().instant());
    ((InMemoryTable<ScheduleRecord>) gateway.bean("schedulesTable", InMemoryTable.class))
        .put(definition.key(), definition);
    return definition.id();
  }

  private Reply tooOften(Documented answer) {
    for (int i = 0; i < 30; i++) {
      http.get("/api/v1/pools", bearer("wrong"));
    }
    return send(answer, path(answer), body(answer), bearer("wrong"));
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
    if (answer.operation().id().equals("createJob")
        || answer.operation().path().contains("/workers")) {
      gateway.jobs().setAway(false);
    }
    return send(answer, path(answer), body(answer), key);
  }
}
