// SPDX-License-Identifier: Apache-2.0
package io.jobmill.gateway.api;

import static io.jobmill.gateway.api.JobsApiTests.assertIsProblem;
import static io.jobmill.gateway.api.JobsApiTests.bearer;
import static io.jobmill.gateway.security.Scope.TRIGGER;
import static io.jobmill.gateway.security.Scope.VIEW;
import static org.assertj.core.api.Assertions.assertThat;

import io.jobmill.gateway.testing.Http;
import io.jobmill.gateway.testing.RunningGateway;
import io.jobmill.gateway.testing.Views;
import io.jobmill.job.JobRequest;
import io.jobmill.job.JobStatus;
import io.jobmill.testkit.time.Await;
import io.jobmill.view.JobView;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JobWaitTests {

  private final RunningGateway gateway = RunningGateway.emptied();
  private final Http http = gateway.http();
  private String[] both = {};

  @BeforeEach
  void template() {
    gateway.template(
        Map.of(
            "name", "t", "operation", Map.of("type", "shell", "data", Map.of("script", "true"))));
    both = bearer(gateway.anyKey(TRIGGER, VIEW));
  }

  @Test
  void answersATriggerWhenItsJobHasEnded() {
    var waiting = later(() -> http.json("/api/v1/jobs?wait=30s", "{\"template\":\"t\"}", both));
    Await.until("the job is accepted", () -> !gateway.producer().history().isEmpty());

    gateway.jobs().put(ended(gateway.lastRequest()));

    assertThat(waiting.join().statusCode()).isEqualTo(201);
    assertThat(waiting.join().body()).contains("\"status\":\"succeeded\"", "\"template\":\"t\"");
  }

  @Test
  void saysHowTheJobStandsWhenTheTimeIsUp() {
    JobView job = Views.job("t", JobStatus.RUNNING);
    gateway.jobs().put(job);
    String path = "/api/v1/jobs/" + job.id() + "?wait=10s";

    var waiting = later(() -> http.get(path, both));
    Await.until(
        "the time is up",
        () -> {
          gateway.clock().advance(Duration.ofSeconds(11));
          return waiting.isDone();
        });

    assertThat(waiting.join().body()).contains("\"status\":\"running\"");
  }

  @Test
  void tellsAKeyThatMayNotViewTheStatusAndNoMore() {
    String[] trigger = bearer(gateway.anyKey(TRIGGER));
    var waiting = later(() -> http.json("/api/v1/jobs?wait=30s", "{\"template\":\"t\"}", trigger));
    Await.until("the job is accepted", () -> !gateway.producer().history().isEmpty());

    JobView job = ended(gateway.lastRequest());
    gateway.jobs().put(job);

    assertThat(waiting.join().body())
        .isEqualTo("{\"id\":\"" + job.id() + "\",\"status\":\"succeeded\"}");
  }

  @Test
  void acceptsTheJobThoughTheStoreIsAway() {
    gateway.jobs().setAway(true);

    var answer = http.json("/api/v1/jobs?wait=0s", "{\"template\":\"t\"}", both);

    assertThat(answer.statusCode()).isEqualTo(201);
    assertThat(answer.body()).contains("\"status\":\"pending\"");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "soon", "-1s", "2m", "1h", "30"})
  void refusesAWaitThatIsNone(String wait) {
    assertIsProblem(http.json("/api/v1/jobs?wait=" + wait, "{\"template\":\"t\"}", both), 400);
    assertThat(gateway.producer().history()).isEmpty();
  }

  @Test
  void doesNotWaitForAJobThatIsNotThere() {
    gateway.jobs().projectThrough(gateway.clock().instant().plus(Duration.ofHours(1)));

    assertIsProblem(http.get("/api/v1/jobs/" + Views.someId() + "?wait=30s", both), 404);
  }

  private static CompletableFuture<HttpResponse<String>> later(
      Supplier<HttpResponse<String>> question) {
    return CompletableFuture.supplyAsync(question);
  }

  private static JobView ended(JobRequest request) {
    return Views.job(request, JobStatus.SUCCEEDED, null);
  }
}
