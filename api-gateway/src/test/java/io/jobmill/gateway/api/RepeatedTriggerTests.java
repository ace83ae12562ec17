// SPDX-License-Identifier: Apache-2.0
package io.jobmill.gateway.api;

import static io.jobmill.gateway.api.JobsApiTests.bearer;
import static io.jobmill.gateway.security.Scope.TRIGGER;
import static io.jobmill.gateway.security.Scope.VIEW;
import static org.assertj.core.api.Assertions.assertThat;

import io.jobmill.event.Origin;
import io.jobmill.event.WorkerRecord;
import io.jobmill.event.WorkerState;
import io.jobmill.gateway.query.Workers;
import io.jobmill.gateway.testing.Http;
import io.jobmill.gateway.testing.RunningGateway;
import io.jobmill.gateway.testing.Views;
import io.jobmill.job.JobRequest;
import io.jobmill.job.JobStatus;
import io.jobmill.job.Pool;
import io.jobmill.secret.SecretKeyring;
import io.jobmill.view.JobView;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code Idempotency-Key}, in every dialect that takes it. */
class RepeatedTriggerTests {

  private static final String BODY =
      "{\"template\":\"t\",\"variables\":{\"A\":\"1\",\"P\":\"hunter2\"}}";
  private static final String OTHER =
      "{\"template\":\"t\",\"variables\":{\"A\":\"2\",\"P\":\"hunter2\"}}";

  private final RunningGateway gateway = RunningGateway.emptied();
  private final Http http = gateway.http();
  private String[] key = {};

  @BeforeEach
  void templateAndKey() {
    template("t");
    template("u");
    gateway.jobs().projectThrough(gateway.clock().instant().plus(Duration.ofHours(1)));
    key = bearer(gateway.anyKey(TRIGGER, VIEW));
  }

  @Test
  void isOneJobHoweverOftenItIsSubmitted() {
    var first = create(BODY, "k-1");
    var again = create(BODY, "k-1");

    assertThat(first.statusCode()).isEqualTo(201);
    assertThat(again.statusCode()).isEqualTo(201);
    assertThat(again.body()).isEqualTo(first.body());
    assertThat(again.headers().firstValue("Location"))
        .isEqualTo(first.headers().firstValue("Location"));
    assertThat(gateway.producer().history()).hasSize(1);
  }

  @Test
  void waitsAmongTheSubmissionsToBeLetThrough() {
    create(BODY, "k-1");

    var record = gateway.lastRecord();
    JobRequest request = gateway.lastRequest();
    assertThat(record.topic()).isEqualTo("jobmill.submissions");
    assertThat(new String(record.key(), StandardCharsets.UTF_8))
        .isEqualTo(String.valueOf(request.id()));
    assertThat(Objects.requireNonNull(request.id()).value().version()).isEqualTo(8);
    assertThat(String.valueOf(request.pool())).isEqualTo("default");
    assertThat(
            new SecretKeyring(RunningGateway.SECRET)
                .verify(
                    record.value(),
                    new String(
                        record.headers().lastHeader("jobmill-signature").value(),
                        StandardCharsets.UTF_8)))
        .isTrue();
    assertThat(new String(record.value(), StandardCharsets.UTF_8)).doesNotContain("hunter2");
  }

  @Test
  void tellsHowTheJobOfARepetitionStands() {
    create(BODY, "k-1");
    JobView pending =
        gateway.jobs().find(Objects.requireNonNull(gateway.lastRequest().id())).orElseThrow();
    gateway.jobs().put(Views.job(pending.request(), JobStatus.SUCCEEDED, null));

    assertThat(create(BODY, "k-1").body()).contains("\"status\":\"succeeded\"");
  }

  @Test
  void isAConflictWithOtherContents() {
    create(BODY, "k-1");

    var answer = create(OTHER, "k-1");

    assertThat(answer.statusCode()).isEqualTo(409);
    assertThat(answer.headers().firstValue("Content-Type"))
        .hasValueSatisfying(type -> assertThat(type).startsWith("application/problem+json"));
    assertThat(answer.body()).contains("Idempotency-Key").doesNotContain("hunter2");
    assertThat(gateway.producer().history()).hasSize(1);
  }

  @Test
  void isAConflictOnceTheJobIsDeleted() {
    create(BODY, "k-1");
    String id = String.valueOf(gateway.lastRequest().id());
    http.method("DELETE", "/api/v1/jobs/" + id, bearer(RunningGateway.ADMIN));

    assertThat(create(BODY, "k-1").statusCode()).isEqualTo(409);
  }

  @Test
  void isAnotherJobForAnotherCallerTemplateOrKey() {
    Stream<HttpResponse<String>> answers =
        Stream.of(
            create(BODY, "k-1"),
            create(BODY, "k-2"),
            create(BODY.replace("\"t\"", "\"u\""), "k-1"),
            http.json("/api/v1/jobs", BODY, with(bearer(gateway.anyKey(TRIGGER, VIEW)), "k-1")));

    assertThat(answers.map(answer -> answer.headers().firstValue("Location").orElseThrow()))
        .doesNotHaveDuplicates()
        .hasSize(4);
  }

  @Test
  void takesTheKeyWithQuotesOrWithout() {
    var first = create(BODY, "k-1");

    assertThat(create(BODY, "\"k-1\"").body()).isEqualTo(first.body());
  }

  @ParameterizedTest
  @ValueSource(strings = {"two words", "\"open", "\"\"", ""})
  void refusesAKeyThatIsNone(String text) {
    assertThat(create(BODY, text).statusCode()).isEqualTo(400);
    assertThat(gateway.producer().history()).isEmpty();
  }

  @Test
  void refusesTwoKeysAndOneThatIsTooLong() {
    assertThat(create(BODY, "k".repeat(201)).statusCode()).isEqualTo(400);
    assertThat(
            http.json(
                    "/api/v1/jobs",
                    BODY,
                    key[0],
                    key[1],
                    "Idempotency-Key",
                    "a",
                    "Idempotency-Key",
                    "b")
                .statusCode())
        .isEqualTo(400);
  }

  @Test
  void needsTheStoreAndSaysWhenToTryAgain() {
    gateway.jobs().setAway(true);

    var answer = create(BODY, "k-1");

    assertThat(answer.statusCode()).isEqualTo(503);
    assertThat(answer.headers().firstValue("Retry-After")).isPresent();
    assertThat(gateway.producer().history()).isEmpty();
  }

  @Test
  void isSafeToRepeatWhenKafkaDidNotConfirm() {
    gateway.producer().sendException = new TimeoutException("away");
    assertThat(create(BODY, "k-1").statusCode()).isEqualTo(503);
    gateway.producer().sendException = null;
    gateway.clock().advance(Duration.ofMinutes(1));

    assertThat(create(BODY, "k-1").statusCode()).isEqualTo(201);
  }

  @Test
  void worksForOtter() {
    String path = "/api/jobs/trigger?template=t&A=1";

    String token = http.get(path, "Idempotency-Key", "k-1").body();
    var other = http.get("/api/jobs/trigger?template=t&A=2", "Idempotency-Key", "k-1");

    assertThat(http.form("/api/jobs/trigger", "template=T&A=1", "Idempotency-Key", "k-1").body())
        .isEqualTo(token);
    assertThat(other.statusCode()).isEqualTo(409);
    assertThat(other.body()).doesNotContain("\n").contains(token);
  }

  @Test
  void worksForOsapi() {
    String body =
        "{\"operation\":{\"type\":\"t\",\"data\":{\"A\":1}},\"target_hostname\":\"_any\"}";

    var first = http.json("/job", body, with(key, "k-1"));
    var again = http.json("/job", body, with(key, "k-1"));
    var other = http.json("/job", body.replace("1}", "2}"), with(key, "k-1"));

    assertThat(first.statusCode()).isEqualTo(201);
    assertThat(again.body()).isEqualTo(first.body());
    assertThat(other.statusCode()).isEqualTo(409);
    assertThat(other.body()).contains("\"code\":409");
    assertThat(gateway.producer().history()).hasSize(1);
  }

  @Test
  void worksForWhatOnlyAHandlerDoes() {
    aWorkerThatHandles("backup");
    String body =
        "{\"operation\":{\"type\":\"backup\",\"data\":{\"disk\":1}},\"target_hostname\":\"_any\"}";

    var first = http.json("/job", body, with(key, "k-1"));
    var again = http.json("/job", body, with(key, "k-1"));
    var other = http.json("/job", body.replace("1}", "2}"), with(key, "k-1"));

    assertThat(first.statusCode()).as(first.body()).isEqualTo(201);
    assertThat(again.body()).isEqualTo(first.body());
    assertThat(other.statusCode()).isEqualTo(409);
    assertThat(gateway.lastRecord().topic()).isEqualTo("jobmill.submissions");
    assertThat(gateway.producer().history()).hasSize(1);
  }

  private void aWorkerThatHandles(String operation) {
    Instant now = gateway.clock().instant();
    gateway
        .bean(Workers.class)
        .heard(
            new WorkerRecord.Heartbeat(
                new Origin("w-1", "1"),
                1,
                Duration.ofSeconds(2),
                "alpha",
                List.of(Pool.DEFAULT),
                Map.of(),
                4,
                WorkerState.READY,
                List.of(operation),
                List.of(),
                null,
                now),
            now);
  }

  private HttpResponse<String> create(String body, String idempotencyKey) {
    return http.json("/api/v1/jobs", body, with(key, idempotencyKey));
  }

  private static String[] with(String[] headers, String idempotencyKey) {
    return new String[] {headers[0], headers[1], "Idempotency-Key", idempotencyKey};
  }

  private void template(String name) {
    gateway.template(
        Map.of(
            "name",
            name,
            "variables",
            List.of(Map.of("name", "A"), Map.of("name", "P", "obscure", true)),
            "operation",
            Map.of("type", "shell", "data", Map.of("script", "true"))));
  }
}
