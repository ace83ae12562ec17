// SPDX-License-Identifier: Apache-2.0
package io.jobmill.gateway.api;

import static io.jobmill.gateway.api.JobsApiTests.assertIsProblem;
import static io.jobmill.gateway.api.JobsApiTests.bearer;
import static io.jobmill.gateway.security.Scope.MANAGE;
import static io.jobmill.gateway.security.Scope.TRIGGER;
import static io.jobmill.gateway.security.Scope.VIEW;
import static org.assertj.core.api.Assertions.assertThat;

import io.jobmill.gateway.testing.Http;
import io.jobmill.gateway.testing.RunningGateway;
import io.jobmill.kafka.DeadLetter;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DefinitionsApiTests {

  private static final String TEMPLATE =
      "{\"name\":\"%s\",\"operation\":{\"type\":\"shell\",\"data\":{\"script\":\"true\"}}}";

  private final RunningGateway gateway = RunningGateway.emptied();
  private final Http http = gateway.http();
  private final String[] admin = bearer(RunningGateway.ADMIN);

  @Test
  void createsReadsReplacesListsAndDeletesATemplate() {
    assertThat(http.json("/api/v1/templates", TEMPLATE.formatted("my job"), admin).statusCode())
        .isEqualTo(201);
    var read = http.get("/api/v1/templates/MY%20JOB", admin);
    assertThat(read.body()).contains("\"name\":\"my job\"", "\"origin\":\"api\"");

    assertThat(http.put("/api/v1/templates/my%20job", read.body(), admin).statusCode())
        .isEqualTo(200);
    assertThat(http.get("/api/v1/templates", admin).body())
        .startsWith("{\"items\":[{\"name\":\"my job\"");
    assertThat(http.method("DELETE", "/api/v1/templates/my%20job", admin).statusCode())
        .isEqualTo(204);

    assertIsProblem(http.get("/api/v1/templates/my%20job", admin), 404);
  }

  @Test
  void refusesToCreateWhatIsThere() {
    http.json("/api/v1/templates", TEMPLATE.formatted("a"), admin);

    assertIsProblem(http.json("/api/v1/templates", TEMPLATE.formatted("A"), admin), 409);
  }

  @Test
  void createsByPutWhatIsNotThere() {
    var answer = http.put("/api/v1/templates/a", TEMPLATE.formatted("a"), admin);

    assertThat(answer.statusCode()).isEqualTo(201);
    assertThat(answer.headers().firstValue("Location")).hasValue("/api/v1/templates/a");
    assertIsProblem(http.put("/api/v1/templates/a", TEMPLATE.formatted("b"), admin), 400);
  }

  @Test
  void saysEverythingThatIsWrongWithATemplate() {
    var answer = http.json("/api/v1/templates", "{\"name\":\"?\",\"pool\":\"A\",\"x\":1}", admin);

    assertIsProblem(answer, 400);
    assertThat(answer.body()).contains("\"problems\":[", "name: ", "pool: ", "x: ", "operation: ");
  }

  @Test
  void leavesTheTemplatesOfFilesToTheFiles() {
    gateway.template(
        Map.of(
            "name",
            "filed",
            "operation",
            Map.of("type", "shell", "data", Map.of("script", "true"))));

    assertIsProblem(http.put("/api/v1/templates/filed", TEMPLATE.formatted("filed"), admin), 409);
    assertIsProblem(http.method("DELETE", "/api/v1/templates/filed", admin), 409);
  }

  @Test
  void pagesThroughAList() {
    for (String name : new String[] {"a", "b", "c"}) {
      http.json("/api/v1/templates", TEMPLATE.formatted(name), admin);
    }

    var first = http.get("/api/v1/templates?limit=2", admin).body();
    Matcher cursor = Pattern.compile("\"nextCursor\":\"([^\"]+)\"").matcher(first);
    assertThat(cursor.find()).isTrue();
    var second = http.get("/api/v1/templates?limit=2&cursor=" + cursor.group(1), admin).body();

    assertThat(first).contains("\"name\":\"a\"", "\"name\":\"b\"").doesNotContain("\"name\":\"c\"");
    assertThat(second).contains("\"name\":\"c\"").doesNotContain("nextCursor", "\"name\":\"b\"");
  }

  @ParameterizedTest
  @ValueSource(strings = {"limit=0", "limit=1001", "limit=1e9", "limit=-1", "cursor=%21"})
  void refusesPagesThatThereAreNot(String query) {
    assertIsProblem(http.get("/api/v1/templates?" + query, admin), 400);
  }

  @Test
  void wantsTheScopeManageForDefinitions() {
    String[] others = bearer(gateway.anyKey(TRIGGER, VIEW));

    for (String path : new String[] {"/templates", "/templates/a", "/keys", "/dead-letters"}) {
      assertIsProblem(http.get("/api/v1" + path, others), 403);
      assertIsProblem(http.get("/api/v1" + path), 401);
    }
    assertThat(http.get("/api/v1/keys", bearer(gateway.anyKey(MANAGE))).statusCode())
        .isEqualTo(200);
  }

  @Test
  void makesAKeyThatWorksAtOnceAndIsShownOnce() {
    String key =
        key("{\"name\":\"ci\",\"scopes\":[\"trigger\",\"manage\"],\"templates\":[\"a*\"]}");

    assertThat(http.get("/api/v1/keys", bearer(key)).statusCode()).isEqualTo(200);
    assertThat(http.get("/api/v1/keys/CI", admin).body())
        .contains("\"name\":\"ci\"", "\"scopes\":[\"trigger\",\"manage\"]", "\"revoked\":false")
        .doesNotContain(key, "hash");
    assertThat(http.get("/api/v1/keys", admin).body()).contains("ci").doesNotContain(key);
  }

  @Test
  void revokesAKeyAtOnceAndKeepsItListed() {
    String key = key("{\"name\":\"ci\",\"scopes\":[\"manage\"]}");

    assertThat(http.method("DELETE", "/api/v1/keys/ci", admin).statusCode()).isEqualTo(204);

    assertIsProblem(http.get("/api/v1/keys", bearer(key)), 401);
    assertThat(http.get("/api/v1/keys/ci", admin).body()).contains("\"revoked\":true");
    assertThat(http.method("DELETE", "/api/v1/keys/ci", admin).statusCode()).isEqualTo(204);
    assertIsProblem(http.method("DELETE", "/api/v1/keys/nosuch", admin), 404);
  }

  @Test
  void refusesASecondKeyOfANameUnlessTheFirstIsRevoked() {
    key("{\"name\":\"ci\",\"scopes\":[\"view\"]}");
    assertIsProblem(
        http.json("/api/v1/keys", "{\"name\":\"CI\",\"scopes\":[\"view\"]}", admin), 409);

    http.method("DELETE", "/api/v1/keys/ci", admin);

    assertThat(key("{\"name\":\"ci\",\"scopes\":[\"view\"]}")).startsWith("jm_");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{\"name\":\"a\"}",
        "{\"name\":\"a\",\"scopes\":[]}",
        "{\"name\":\"a\",\"scopes\":[\"all\"]}",
        "{\"name\":\"a/b\",\"scopes\":[\"view\"]}",
        "{\"name\":\"Admin\",\"scopes\":[\"view\"]}",
        "{\"name\":\"a\",\"scopes\":[\"view\"],\"pools\":[\"A\"]}",
        "{\"name\":\"a\",\"scopes\":[\"view\"],\"expiresAt\":\"soon\"}",
        "{\"name\":\"a\",\"scopes\":[\"view\"],\"key\":\"jm_mine\"}",
      })
  void refusesKeysThatMakeNoSense(String body) {
    assertIsProblem(http.json("/api/v1/keys", body, admin), 400);
  }

  @Test
  void listsDeadLettersNewestFirstWithWhereFromAndWhy() {
    for (int offset = 0; offset < 3; offset++) {
      var record =
          new ConsumerRecord<byte[], byte[]>(
              "dead-letters", 0, offset, null, bytes("{broken " + offset));
      record.headers().add(DeadLetter.TOPIC, bytes("jobmill.jobs.default"));
      record.headers().add(DeadLetter.PARTITION, bytes("0"));
      record.headers().add(DeadLetter.OFFSET, bytes("4" + offset));
      record.headers().add(DeadLetter.REASON, bytes("not readable as JSON"));
      gateway.bean(FakeDeadLetters.class).add(record);
    }

    var first = http.get("/api/v1/dead-letters?limit=2", admin).body();

    assertThat(first)
        .startsWith(
            "{\"items\":[{\"topic\":\"jobmill.jobs.default\",\"partition\":0,\"offset\":42,\"reason\":\"not readable as JSON\"")
        .contains("\"value\":\"{broken 2\"", "{broken 1", "nextCursor")
        .doesNotContain("{broken 0");
    assertIsProblem(http.get("/api/v1/dead-letters?cursor=YWJj", admin), 400);
  }

  @Test
  void tellsThatItIsReady() {
    assertThat(http.get("/actuator/health/liveness").statusCode()).isEqualTo(200);
    assertThat(http.get("/actuator/health/readiness").statusCode()).isEqualTo(200);
    assertThat(http.get("/actuator/prometheus").body()).contains("http_server_requests");
  }

  @Test
  void saysWhatAKeyIsForAndWhenItWasLastUsed() {
    String key =
        key("{\"name\":\"ci\",\"scopes\":[\"manage\"],\"description\":\"the build server\"}");

    assertThat(http.get("/api/v1/keys/ci", admin).body())
        .contains("\"description\":\"the build server\"")
        .doesNotContain("lastUsedAt");
    http.get("/api/v1/keys", bearer(key));
    assertThat(http.get("/api/v1/keys/ci", admin).body())
        .contains("\"lastUsedAt\":\"" + gateway.clock().instant());
  }

  private String key(String body) {
    var answer = http.json("/api/v1/keys", body, admin);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
    Matcher key = Pattern.compile("\"key\":\"([^\"]+)\"").matcher(answer.body());
    assertThat(key.find()).isTrue();
    return String.valueOf(key.group(1));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
