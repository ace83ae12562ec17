// SPDX-License-Identifier: Apache-2.0
package io.jobmill.gateway.dialect.osapi;

import static io.jobmill.gateway.security.Scope.MANAGE;
import static io.jobmill.gateway.security.Scope.TRIGGER;
import static io.jobmill.gateway.security.Scope.VIEW;
import static org.assertj.core.api.Assertions.assertThat;

import io.jobmill.event.Host;
import io.jobmill.event.Origin;
import io.jobmill.event.WorkerRecord;
import io.jobmill.event.WorkerState;
import io.jobmill.gateway.query.Workers;
import io.jobmill.gateway.testing.Http;
import io.jobmill.gateway.testing.Jwts;
import io.jobmill.gateway.testing.RawHttp;
import io.jobmill.gateway.testing.RunningGateway;
import io.jobmill.gateway.testing.Views;
import io.jobmill.job.JobStatus;
import io.jobmill.job.Pool;
import io.jobmill.view.JobView;
import io.jobmill.view.RunStatus;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

class OsapiReadTests {

  private static final Map<String, Object> OPERATION =
      Map.of("type", "shell", "data", Map.of("script", "true"));
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final RunningGateway gateway = RunningGateway.emptied();
  private final Http http = gateway.http();
  private final String[] reader = bearer(Jwts.ofRole("read"));

  @BeforeEach
  void template() {
    gateway.template(Map.of("name", "t", "operation", OPERATION));
    gateway.jobs().projectThrough(gateway.clock().instant().plus(Duration.ofHours(1)));
  }

  @Test
  void showsAJobWithItsResult() {
    JobView job =
        OsapiViews.of("t")
            .started("a")
            .ended("a", RunStatus.SUCCEEDED, "succeeded", null)
            .is(JobStatus.SUCCEEDED);
    gateway.jobs().put(job);
    gateway.jobs().putResult(job.id(), job.runs().get(0), "{\"n\":1}");

    var answer = http.get("/job/" + job.id(), reader);

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(header(answer, "Content-Type")).isEqualTo("application/json");
    assertThat(header(answer, "X-Request-Id")).isNotEmpty();
    assertThat(answer.body())
        .contains("\"id\":\"" + job.id() + "\"", "\"result\":{\"n\":1}", "\"changed\":null");
    assertThat(http.get("/api/job/" + job.id().toString().toUpperCase(Locale.ROOT), reader).body())
        .isEqualTo(answer.body());
  }

  @Test
  void showsAJobThatWasAcceptedAMomentAgo() {
    String token = http.get("/api/jobs/trigger?template=t").body();

    assertThat(http.get("/job/" + token, reader).body())
        .contains("\"status\":\"submitted\"", "\"created\":\"2026-06-");
  }

  @Test
  void listsJobsTheNewestFirstWithCountsOfAll() {
    for (JobStatus status : List.of(JobStatus.FAILED, JobStatus.REJECTED, JobStatus.RUNNING)) {
      gateway.jobs().put(Views.job("t", status));
    }

    var all = http.get("/job", reader);
    assertThat(all.body())
        .startsWith(
            "{\"total_items\":3,\"status_counts\":{\"submitted\":0,\"processing\":1,\"completed\":0,\"failed\":2,\"partial_failure\":0},\"items\":[{\"id\":")
        .doesNotContain("timeline", "responses", "agent_states");
    var failed = http.get("/job?status=failed&limit=1&offset=1", reader);
    assertThat(failed.body()).startsWith("{\"total_items\":2,").contains("\"processing\":1");
    assertThat(JSON.readTree(failed.body()).path("items").size()).isEqualTo(1);
    assertThat(http.get("/api/job?status=", reader).body()).isEqualTo(all.body());
    assertThat(http.get("/job?status=skipped", reader).body())
        .startsWith("{\"total_items\":0,")
        .endsWith("\"items\":[]}");
  }

  @Test
  void listsNothingAsNothing() {
    assertThat(http.get("/job", reader).body())
        .isEqualTo(
            "{\"total_items\":0,\"status_counts\":{\"submitted\":0,\"processing\":0,\"completed\":0,\"failed\":0,\"partial_failure\":0},\"items\":[]}");
  }

  @Test
  void listsTenAtATime() {
    for (int i = 0; i < 12; i++) {
      gateway.jobs().put(Views.job("t", JobStatus.PENDING));
    }

    assertThat(items("/job")).isEqualTo(10);
    assertThat(items("/job?offset=10")).isEqualTo(2);
    assertThat(items("/job?limit=100")).isEqualTo(12);
    assertThat(items("/job?offset=2000000000")).isZero();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/job?limit=0",
        "/job?limit=101",
        "/job?limit=-1",
        "/job?limit=ten",
        "/job?limit=1.5",
        "/job?limit=99999999999999999999",
        "/job?offset=-1",
        "/job?offset=x",
        "/job?status=running",
        "/job?status=Failed",
        "/job?status=failed&status=completed",
        "/job?status=a%20b",
        "/job/471",
        "/job/550e8400e29b41d4a716446655440000",
        "/job/{550e8400-e29b-41d4-a716-446655440000}",
      })
  void refusesWhatCannotBeMeant(String path) {
    assertIsError(http.get(path.replace("{", "%7B").replace("}", "%7D"), reader), 400);
  }

  @Test
  void refusesAQueryThatCannotBeDecoded() {
    var answer =
        RawHttp.send(
            gateway.port(),
            "GET /job?status=%%zz HTTP/1.1\r\nHost: x\r\nConnection: close\r\n%s: %s\r\n\r\n"
                .formatted(reader[0], reader[1]));

    assertThat(answer).startsWith("HTTP/1.1 400").contains("{\"error\":\"the query has");
  }

  @Test
  void saysWhichRuleWasBrokenAsOsapiDoes() {
    assertThat(http.get("/job?status=bogus", reader).body()).contains("'oneof'");
    assertThat(http.get("/job?limit=0", reader).body()).contains("'min'");
    assertThat(http.get("/job/471", reader).body())
        .startsWith("{\"error\":\"Invalid format for parameter id: ");
  }

  @Test
  void saysThatAJobIsNotThere() {
    String id = Views.someId().toString();

    var answer = http.get("/job/" + id, reader);

    assertIsError(answer, 404);
    assertThat(answer.body())
        .isEqualTo("{\"error\":\"job not found: %s\",\"code\":404}".formatted(id));
  }

  @Test
  void answersPathsAndMethodsThatThereAreNotInItsOwnShape() {
    for (String path :
        List.of(
            "/job/",
            "/job/a/b",
            "/job/a/retry/x",
            "/agent/",
            "/agent/x/accept",
            "/api/agent/x/y/z")) {
      assertIsError(http.get(path, reader), 404);
    }
    for (String path : List.of("/job", "/api/job/" + Views.someId(), "/agent", "/agent/x")) {
      var answer = http.method("PUT", path, reader);
      assertIsError(answer, 405);
      assertThat(header(answer, "Allow")).contains("GET");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"/Job", "/JOB/x", "/api/Agent", "/API/job", "/jobs"})
  void mindsTheCaseOfItsPaths(String path) {
    assertThat(header(http.get(path, reader), "Content-Type"))
        .isEqualTo("application/problem+json");
  }

  @Test
  void leavesOttersPathsToOtter() {
    assertThat(http.get("/api/jobs/status?token=x").body()).isEqualTo("no job has this token");
  }

  @Test
  void wantsABearer() {
    String key = gateway.anyKey(VIEW);
    String basic =
        Base64.getEncoder().encodeToString(("u:" + key).getBytes(StandardCharsets.UTF_8));

    for (String[] headers :
        List.of(
            new String[] {"X-ApiKey", key},
            new String[] {"Authorization", "Basic " + basic},
            new String[] {"Authorization", "bearer " + key},
            new String[] {"Authorization", "Bearer"})) {
      var answer = http.get("/job", headers);
      assertThat(answer.statusCode()).isEqualTo(401);
      assertThat(answer.body())
          .isEqualTo("{\"error\":\"Bearer token or API key required\",\"code\":401}");
      assertThat(answer.headers().firstValue("WWW-Authenticate")).isEmpty();
    }
    var wrong = http.get("/job/471", bearer("a.b.c"));
    assertIsError(wrong, 401);
    assertThat(wrong.body()).startsWith("{\"error\":\"Invalid token: ");
    assertThat(http.get("/job", bearer(key)).statusCode()).isEqualTo(200);
  }

  @Test
  void wantsThePermissionForEachPath() {
    var answer = http.get("/job", bearer(gateway.anyKey(TRIGGER)));
    assertIsError(answer, 403);
    assertThat(answer.body())
        .isEqualTo(
            "{\"error\":\"Insufficient permissions. Required: [job:read], resolved: [job:write]\",\"code\":403}");
    String agents =
        Jwts.hs256(
            Jwts.SECRET, Map.of("roles", List.of("admin"), "permissions", List.of("agent:read")));
    assertIsError(http.get("/job", bearer(agents)), 403);
    assertThat(http.get("/agent", bearer(agents)).statusCode()).isEqualTo(200);
    assertIsError(http.get("/agent", bearer(gateway.anyKey(MANAGE))), 403);
  }

  @Test
  void showsAJobOfATiedTemplateToItsKeyAndAdminsOnly() {
    gateway.template(Map.of("name", "tied", "key", "own", "operation", OPERATION));
    JobView job = Views.job("tied", JobStatus.RUNNING);
    gateway.jobs().put(job);

    assertIsError(http.get("/job/" + job.id(), reader), 403);
    assertThat(http.get("/job", reader).body()).startsWith("{\"total_items\":0");
    assertThat(http.get("/job/" + job.id(), bearer(gateway.key("own", VIEW))).statusCode())
        .isEqualTo(200);
    assertThat(http.get("/job", bearer(Jwts.ofRole("admin"))).body())
        .startsWith("{\"total_items\":1");
  }

  @Test
  void slowsGuessingDownInItsOwnShape() {
    for (int i = 0; i < 30; i++) {
      http.get("/job", bearer("guess" + i));
    }

    var answer = http.get("/job", bearer("guess"));
    assertIsError(answer, 429);
    assertThat(answer.body()).contains("\"details\":\"try again in ");
    assertThat(header(answer, "Retry-After")).isNotEmpty();
    assertThat(http.get("/job", reader).statusCode()).isEqualTo(200);
  }

  @Test
  void saysThatTheStoreIsAwayInItsOwnShape() {
    gateway.jobs().setAway(true);

    assertIsError(http.get("/job", reader), 503);
    assertIsError(http.get("/job/" + Views.someId(), reader), 503);
  }

  @Test
  void takesADecentRequestIdOver() {
    assertThat(header(http.get("/job", with("X-Request-Id", "abc-1.2")), "X-Request-Id"))
        .isEqualTo("abc-1.2");
    assertThat(header(http.get("/job", with("X-Request-Id", "<b>")), "X-Request-Id"))
        .matches("[0-9a-f-]{36}");
    assertThat(header(http.get("/job/x/y/z"), "X-Request-Id")).isNotEmpty();
  }

  @Test
  void showsAgents() {
    beat(gateway, "w-ready", "osapi-1", WorkerState.READY);
    beat(gateway, "w-drained", "osapi-2", WorkerState.CORDONED);
    beat(gateway, "w-gone", "osapi-3", WorkerState.STOPPED);

    var one = http.get("/agent/osapi-1", reader);
    assertThat(one.statusCode()).isEqualTo(200);
    assertThat(one.body())
        .matches(
            "\\{\"hostname\":\"osapi-1\",\"status\":\"Ready\",\"state\":\"Ready\",\"machine_id\":\"w-ready\",\"labels\":\\{\"group\":\"web\"},\"registered_at\":\"2026[^\"]*Z\"}");
    assertThat(http.get("/api/agent/OSAPI-1", reader).body()).isEqualTo(one.body());
    assertThat(http.get("/api/agent/w-ready", reader).body()).isEqualTo(one.body());
    assertThat(http.get("/agent/osapi-2", reader).body()).contains("\"state\":\"Cordoned\"");
    var list = JSON.readTree(http.get("/agent", reader).body());
    assertThat(list.path("total").asInt()).isEqualTo(list.path("agents").size()).isPositive();
    assertThat(list.toString()).contains("osapi-1", "osapi-2").doesNotContain("osapi-3");
    gateway.clock().advance(Duration.ofMinutes(1));
    assertThat(http.get("/agent/osapi-1", reader).body()).contains("\"status\":\"NotReady\"");
  }

  @Test
  void showsAnAgentsMachine() {
    Host host =
        new Host(
            Instant.parse("2026-03-01T12:00:00Z"),
            Duration.ofMinutes(3 * 1440 + 60 + 5),
            "Debian GNU/Linux",
            "12",
            "6.1.0",
            "amd64",
            2,
            8_000,
            3_000,
            List.of(0.5, 0.25, 1.0));
    beat(gateway, "w-told", "osapi-told", WorkerState.READY, host);

    assertThat(http.get("/agent/osapi-told", reader).body())
        .contains(
            "\"started_at\":\"2026-03-01T12:00:00Z\",\"uptime\":\"3 days, 1 hour, 5 minutes\"",
            "\"os_info\":{\"distribution\":\"Debian GNU/Linux\",\"version\":\"12\"}",
            "\"load_average\":{\"1min\":0.5,\"5min\":0.25,\"15min\":1.0}",
            "\"memory\":{\"total\":8000,\"free\":3000,\"used\":5000}",
            "\"architecture\":\"amd64\",\"kernel_version\":\"6.1.0\",\"cpu_count\":2");
  }

  @Test
  void saysThatAnAgentIsNotThere() {
    var answer = http.get("/agent/nobody", reader);

    assertIsError(answer, 404);
    assertThat(answer.body()).contains("agent not found: nobody");
    assertIsError(http.get("/agent/" + "x".repeat(256), reader), 400);
  }

  private int items(String path) {
    return JSON.readTree(http.get(path, reader).body()).path("items").size();
  }

  private String[] with(String name, String value) {
    return new String[] {reader[0], reader[1], name, value};
  }

  static void beat(
      RunningGateway gateway, String id, String host, WorkerState state, String... operations) {
    beat(gateway, id, host, state, null, operations);
  }

  private static void beat(
      RunningGateway gateway,
      String id,
      String host,
      WorkerState state,
      @Nullable Host machine,
      String... operations) {
    gateway
        .bean(Workers.class)
        .heard(
            new WorkerRecord.Heartbeat(
                new Origin(id, "1"),
                1,
                Duration.ofSeconds(2),
                host,
                List.of(Pool.DEFAULT),
                Map.of("group", "web"),
                4,
                state,
                List.of(operations),
                List.of(),
                machine,
                gateway.clock().instant()),
            gateway.clock().instant());
  }

  static String[] bearer(String key) {
    return new String[] {"Authorization", "Bearer " + key};
  }

  static void assertIsError(HttpResponse<String> answer, int status) {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    assertThat(header(answer, "Content-Type")).isEqualTo("application/json");
    assertThat(answer.body())
        .startsWith("{\"error\":\"")
        .endsWith("\"code\":" + status + "}")
        .doesNotContain("Exception", "\n");
  }

  static String header(HttpResponse<String> answer, String name) {
    return answer.headers().firstValue(name).orElse("");
  }
}
