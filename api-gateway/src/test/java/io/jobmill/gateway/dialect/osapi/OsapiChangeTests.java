// SPDX-License-Identifier: Apache-2.0
package io.jobmill.gateway.dialect.osapi;

import static io.jobmill.gateway.dialect.osapi.OsapiReadTests.assertIsError;
import static io.jobmill.gateway.dialect.osapi.OsapiReadTests.bearer;
import static io.jobmill.gateway.dialect.osapi.OsapiReadTests.header;
import static io.jobmill.gateway.security.Scope.MANAGE;
import static io.jobmill.gateway.security.Scope.TRIGGER;
import static io.jobmill.gateway.security.Scope.VIEW;
import static org.assertj.core.api.Assertions.assertThat;

import io.jobmill.event.JobEvent;
import io.jobmill.event.WorkerState;
import io.jobmill.gateway.testing.Http;
import io.jobmill.gateway.testing.Jwts;
import io.jobmill.gateway.testing.RunningGateway;
import io.jobmill.gateway.testing.Views;
import io.jobmill.job.ExpectedWorker;
import io.jobmill.job.JobRequest;
import io.jobmill.job.JobStatus;
import io.jobmill.job.Operation;
import io.jobmill.job.Value;
import io.jobmill.view.JobView;
import io.jobmill.wire.JobEventCodec;
import io.jobmill.wire.WorkerCommandCodec;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class OsapiChangeTests {

  private static final Map<String, Object> OPERATION =
      Map.of("type", "shell", "data", Map.of("script", "true"));
  private static final String CREATED =
      "\\{\"job_id\":\"[0-9a-f-]{36}\",\"status\":\"created\",\"revision\":1,\"timestamp\":\"2026-[^\"]*Z\"}";

  private final RunningGateway gateway = RunningGateway.emptied();
  private final Http http = gateway.http();
  private final String[] writer = bearer(Jwts.ofRole("write"));
  private final String[] admin = bearer(Jwts.ofRole("admin"));

  @BeforeEach
  void template() {
    gateway.template(
        Map.of(
            "name",
            "t",
            "allowTarget",
            true,
            "variables",
            List.of(Map.of("name", "A"), Map.of("name", "L", "type", "list", "multiple", true)),
            "operation",
            OPERATION));
    gateway.template(
        Map.of("name", "tied", "key", "own", "allowNewVariables", true, "operation", OPERATION));
    gateway.template(Map.of("name", "closed", "api", false, "operation", OPERATION));
    gateway.jobs().projectThrough(gateway.clock().instant().plus(Duration.ofHours(1)));
  }

  @ParameterizedTest
  @EnumSource
  void deletesAJobInAnyState(JobStatus status) {
    JobView job = put(status);

    var answer = http.method("DELETE", "/job/" + job.id(), writer);

    assertThat(answer.statusCode()).isEqualTo(204);
    assertThat(answer.body()).isEmpty();
    assertThat(header(answer, "Content-Type")).isEmpty();
    assertThat(header(answer, "X-Request-Id")).isNotEmpty();
    assertIsError(http.get("/job/" + job.id(), writer), 404);
    assertIsError(http.method("DELETE", "/api/job/" + job.id(), writer), 404);
  }

  @Test
  void wantsJobWriteOfATokenAndManageOfAKeyToDelete() {
    JobView job = put(JobStatus.RUNNING);

    assertIsError(http.method("DELETE", path(job), bearer(Jwts.ofRole("read"))), 403);
    assertIsError(http.method("DELETE", path(job), bearer(gateway.anyKey(TRIGGER, VIEW))), 403);
    assertThat(http.method("DELETE", path(job), bearer(gateway.anyKey(MANAGE))).statusCode())
        .isEqualTo(204);
  }

  @Test
  void keepsJobsOfATiedTemplateFromOtherHands() {
    JobView job =
        Views.job(JobRequest.forTemplate("tied").checkedAgainst(1), JobStatus.FAILED, "no");
    gateway.jobs().put(job);

    assertIsError(http.method("DELETE", path(job), writer), 403);
    assertIsError(http.method("POST", path(job) + "/retry", writer), 403);
    assertThat(
            http.method("POST", path(job) + "/retry", bearer(gateway.key("own", TRIGGER)))
                .statusCode())
        .isEqualTo(201);
    assertThat(http.method("DELETE", path(job), admin).statusCode()).isEqualTo(204);
  }

  @ParameterizedTest
  @EnumSource
  void retriesAJobInAnyStateAsANewOne(JobStatus status) {
    JobView job = put(status);

    var answer = http.method("POST", path(job) + "/retry", writer);

    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
    assertThat(answer.body()).matches(CREATED);
    assertThat(answer.body()).contains("\"job_id\":\"" + gateway.lastRequest().id() + "\"");
    assertThat(gateway.lastRequest().variables()).containsEntry("A", Value.of("x"));
    assertThat(gateway.lastRequest().submittedBy()).isEqualTo("jwt:alice");
    assertThat(lastEvent()).isInstanceOf(JobEvent.Retried.class);
  }

  @Test
  void takesARetryWithOrWithoutABody() {
    JobView job = put(JobStatus.FAILED);

    for (HttpResponse<String> answer :
        List.of(
            http.json(path(job) + "/retry", "", writer),
            http.json(path(job) + "/retry", "{}", writer),
            http.json(path(job) + "/retry", "{\"target_hostname\":\"_any\"}", writer),
            http.json("/api/job/" + job.id() + "/retry", "{\"later\":1}", writer))) {
      assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
    }
  }

  @Test
  void refusesARetryThatCannotBe() {
    String retry = path(put(JobStatus.FAILED)) + "/retry";

    assertIsError(http.json(retry, "{\"target_hostname\":\"\"}", writer), 400);
    assertIsError(http.json(retry, "{\"target_hostname\":7}", writer), 400);
    assertIsError(http.json(retry, "{", writer), 400);
    assertIsError(http.json(retry, "[]", writer), 400);
    assertIsError(http.post(retry, "text/plain", "{}", writer), 415);
    var unknown = http.json(retry, "{\"target_hostname\":\"nosuch\"}", writer);
    assertIsError(unknown, 400);
    assertThat(unknown.body()).contains("target agent \\\"nosuch\\\" not found");
    assertIsError(http.method("POST", "/job/" + Views.someId() + "/retry", writer), 404);
    assertIsError(http.method("POST", "/job/471/retry", writer), 400);
    assertIsError(http.get(retry, writer), 405);
  }

  @Test
  void refusesToRetryAJobOfWhichNobodyKnowsWhatItWasToDo() {
    JobView foreign = Views.job("t", JobStatus.REJECTED);
    gateway.jobs().put(foreign);

    assertIsError(http.method("POST", path(foreign) + "/retry", writer), 400);
  }

  @Test
  void retriesAJobOfATemplateThatIsClosedForThoseWhoManageOnly() {
    JobView job =
        Views.job(JobRequest.forTemplate("closed").checkedAgainst(1), JobStatus.FAILED, "no");
    gateway.jobs().put(job);

    assertIsError(http.method("POST", path(job) + "/retry", writer), 403);
    assertThat(http.method("POST", path(job) + "/retry", admin).statusCode()).isEqualTo(201);
  }

  @Test
  void makesAJobOfATemplate() {
    var answer =
        http.json(
            "/job",
            "{\"operation\":{\"type\":\"T\",\"data\":{\"a\":1.50,\"L\":[\"x\",true],\"N\":null}},\"target_hostname\":\"_any\"}",
            writer);

    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
    assertThat(answer.body()).matches(CREATED);
    assertThat(gateway.lastRequest().template()).isEqualTo("t");
    assertThat(gateway.lastRequest().variables())
        .containsEntry("A", Value.of("1.50"))
        .containsEntry("L", Value.ofList(List.of("x", "true")));
    String id = String.valueOf(gateway.lastRequest().id());
    assertThat(http.get("/api/job/" + id, writer).body()).contains("\"status\":\"submitted\"");
  }

  @Test
  void makesAJobOfAHandlerThatSomeAgentHas() {
    OsapiReadTests.beat(gateway, "w-handler", "osapi-h", WorkerState.READY, "node.uptime.get");

    var answer =
        http.json(
            "/api/job",
            "{\"operation\":{\"type\":\"node.uptime.get\",\"data\":{\"verbose\":true}},\"target_hostname\":\"_any\"}",
            writer);

    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
    assertThat(gateway.lastRequest().operation())
        .isEqualTo(new Operation("node.uptime.get", Map.of("verbose", true)));
    assertThat(gateway.lastRequest().submittedBy()).isEqualTo("jwt:alice");
  }

  @ParameterizedTest
  @ValueSource(strings = {"_all", "osapi-t1", "OSAPI-T1", "w-t1", "group:we-no", "group:web"})
  void asksTheAgentsThatAreMeant(String target) {
    OsapiReadTests.beat(gateway, "w-t1", "osapi-t1", WorkerState.READY, "node.uptime.get");

    for (String type : List.of("t", "node.uptime.get")) {
      var answer =
          http.json(
              "/job",
              "{\"operation\":{\"type\":\"%s\",\"data\":{}},\"target_hostname\":\"%s\"}"
                  .formatted(type, target),
              writer);

      if (target.equals("group:we-no")) {
        assertIsError(answer, 400);
        assertThat(answer.body()).contains("target agent \\\"group:we-no\\\" not found");
      } else {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        assertThat(gateway.lastRecord().topic()).endsWith("broadcast");
        assertThat(gateway.lastRequest().expected())
            .contains(new ExpectedWorker("w-t1", "osapi-t1"));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "[]",
        "{}",
        "{\"operation\":{\"type\":\"t\",\"data\":{}}}",
        "{\"operation\":{\"data\":{}},\"target_hostname\":\"_any\"}",
        "{\"operation\":\"t\",\"target_hostname\":\"_any\"}",
        "{\"operation\":{\"type\":1},\"target_hostname\":\"_any\"}",
        "{\"operation\":{\"type\":\"t\",\"data\":[]},\"target_hostname\":\"_any\"}",
        "{\"operation\":{\"type\":\"t\",\"data\":{\"A\":{}}},\"target_hostname\":\"_any\"}",
        "{\"operation\":{\"type\":\"t\",\"data\":{\"B\":\"x\"}},\"target_hostname\":\"_any\"}",
        "{\"operation\":{\"type\":\"t\"},\"target_hostname\":\"\"}",
        "{\"operation\":{\"type\":\"t\"},\"target_hostname\":\"nosuch\"}",
        "{\"operation\":{\"type\":\"t\"},\"target_hostname\":\"group:nosuch\"}",
        "{\"operation\":{\"type\":\"t\"},\"target_hostname\":\"a b\"}",
        "{\"operation\":{\"type\":\"nosuch\"},\"target_hostname\":\"_any\"}",
        "{\"operation\":{\"type\":\"closed\"},\"target_hostname\":\"_any\"}",
        "{\"operation\":{\"type\":\"shell\",\"data\":{\"script\":\"true\"}},\"target_hostname\":\"_any\"}",
        "{\"operation\":{\"type\":\"http\",\"data\":{\"url\":\"http://x\"}},\"target_hostname\":\"_any\"}",
        "{\"operation\":{\"type\":\"t\"},\"target_hostname\":\"_any\"",
      })
  void refusesAJobThatCannotBeMade(String body) {
    assertIsError(http.json("/job", body, writer), 400);
    assertThat(gateway.producer().history()).isEmpty();
  }

  @Test
  void refusesBodiesOfOtherTypesAndSizes() {
    String good = "{\"operation\":{\"type\":\"t\"},\"target_hostname\":\"_any\"}";

    assertIsError(http.post("/job", "application/xml", "<job/>", writer), 415);
    assertIsError(http.post("/job", "nonsense", good, writer), 415);
    assertIsError(
        http.json("/job", "{\"a\":\"" + "x".repeat(10 * 1024 * 1024) + "\"}", writer), 413);
    assertIsError(http.json("/job", good), 401);
    assertIsError(http.json("/job", good, bearer(Jwts.ofRole("read"))), 403);
    assertThat(http.post("/job", "application/json; charset=utf-8", good, writer).statusCode())
        .isEqualTo(201);
  }

  @Test
  void drainsAnAgentAndBack() {
    OsapiReadTests.beat(gateway, "w-drain", "osapi-d", WorkerState.READY, "shell");

    var drained = http.method("POST", "/agent/osapi-d/drain", admin);
    assertThat(drained.statusCode()).isEqualTo(200);
    assertThat(drained.body()).isEqualTo("{\"message\":\"drain initiated for agent osapi-d\"}");
    assertThat(WorkerCommandCodec.decode(gateway.changes().history().get(0).value()).drain())
        .isTrue();
    assertThat(http.get("/agent/osapi-d", admin).body()).contains("\"state\":\"Draining\"");
    var again = http.method("POST", "/agent/osapi-d/drain", admin);
    assertIsError(again, 409);
    assertThat(again.body()).contains("agent osapi-d is already in Draining state");

    OsapiReadTests.beat(gateway, "w-drain", "osapi-d", WorkerState.CORDONED, "shell");
    assertThat(http.get("/agent/osapi-d", admin).body()).contains("\"state\":\"Cordoned\"");
    assertThat(http.method("POST", "/api/agent/osapi-d/undrain", admin).statusCode())
        .isEqualTo(200);
    assertThat(http.get("/agent/osapi-d", admin).body()).contains("\"state\":\"Ready\"");
    assertIsError(http.method("POST", "/agent/osapi-d/undrain", admin), 409);
    gateway.clock().advance(Duration.ofSeconds(11));
    assertThat(http.get("/agent/osapi-d", admin).body()).contains("\"state\":\"Cordoned\"");
  }

  @Test
  void letsOnlyThoseDrainWhoMay() {
    OsapiReadTests.beat(gateway, "w-keep", "osapi-k", WorkerState.READY, "shell");

    assertIsError(http.method("POST", "/agent/osapi-k/drain", writer), 403);
    assertIsError(http.method("POST", "/agent/nobody/drain", admin), 404);
    assertIsError(http.method("GET", "/agent/osapi-k/drain", admin), 405);
    assertIsError(
        http.method("POST", "/agent/osapi-k/drain", bearer(gateway.anyKey(TRIGGER, VIEW))), 403);
    assertThat(
            http.method("POST", "/agent/osapi-k/drain", bearer(gateway.anyKey(MANAGE)))
                .statusCode())
        .isEqualTo(200);
  }

  private JobView put(JobStatus status) {
    JobView job =
        Views.job(
            JobRequest.forTemplate("t")
                .checkedAgainst(1)
                .withVariables(Map.of("A", Value.of("x")), Map.of()),
            status,
            null);
    gateway.jobs().put(job);
    return job;
  }

  private JobEvent lastEvent() {
    var history = gateway.changes().history();
    for (int i = history.size() - 1; i >= 0; i--) {
      if (history.get(i).topic().endsWith("events")) {
        return JobEventCodec.decode(history.get(i).value());
      }
    }
    throw new AssertionError("no event was written");
  }

  private static String path(JobView job) {
    return "/job/" + job.id();
  }
}
