// SPDX-License-Identifier: Apache-2.0
package io.jobmill.gateway.api;

import static io.jobmill.gateway.api.JobsApiTests.assertIsProblem;
import static io.jobmill.gateway.api.JobsApiTests.bearer;
import static io.jobmill.gateway.security.Scope.MANAGE;
import static io.jobmill.gateway.security.Scope.TRIGGER;
import static io.jobmill.gateway.security.Scope.VIEW;
import static org.assertj.core.api.Assertions.assertThat;

import io.jobmill.event.Command;
import io.jobmill.event.JobEvent;
import io.jobmill.gateway.testing.Http;
import io.jobmill.gateway.testing.RunningGateway;
import io.jobmill.gateway.testing.Views;
import io.jobmill.job.JobId;
import io.jobmill.job.JobRequest;
import io.jobmill.job.JobStatus;
import io.jobmill.job.Operation;
import io.jobmill.job.Value;
import io.jobmill.secret.SecretKeyring;
import io.jobmill.view.JobView;
import io.jobmill.wire.CommandCodec;
import io.jobmill.wire.JobEventCodec;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class JobActionsApiTests {

  private static final Map<String, Object> OPERATION =
      Map.of("type", "shell", "data", Map.of("script", "true"));

  private final RunningGateway gateway = RunningGateway.emptied();
  private final Http http = gateway.http();
  private String[] both = {};
  private String[] manager = {};

  @BeforeEach
  void templateAndKeys() {
    gateway.template(
        Map.of(
            "name",
            "t",
            "variables",
            List.of(Map.of("name", "A"), Map.of("name", "P", "obscure", true)),
            "operation",
            OPERATION));
    both = bearer(gateway.key("ops", TRIGGER, VIEW));
    manager = bearer(gateway.anyKey(MANAGE));
  }

  @Test
  void cancelsAPendingJob() {
    JobView job = put("t", JobStatus.PENDING);

    var answer = http.json(path(job, "cancel"), "{\"reason\":\"typo\"}", both);

    assertThat(answer.statusCode()).isEqualTo(202);
    assertThat(answer.body())
        .contains("\"status\":\"cancelled\"", "\"by\":\"ops\"", "\"reason\":\"typo\"");
    assertThat(lastEvent()).isInstanceOf(JobEvent.CancelRequested.class);
  }

  @Test
  void tellsTheWorkerBeforeItSaysThatARunningJobIsToEnd() {
    JobView job = put("t", JobStatus.RUNNING);

    var answer = http.method("POST", path(job, "cancel"), both);

    assertThat(answer.body()).contains("\"status\":\"running\"", "\"cancelRequested\":{");
    var changes = gateway.changes().history();
    assertThat(changes.get(0).topic()).endsWith("commands");
    assertThat(CommandCodec.decode(changes.get(0).value())).isEqualTo(Command.cancel(job.id()));
    assertThat(changes.get(1).topic()).endsWith("events");
  }

  @Test
  void asksOnlyOnceForWhatIsAskedForAlready() {
    JobView job = put("t", JobStatus.RUNNING);
    http.method("POST", path(job, "cancel"), both);
    int said = gateway.changes().history().size();

    assertThat(http.method("POST", path(job, "cancel"), both).statusCode()).isEqualTo(202);
    assertThat(gateway.changes().history()).hasSize(said);
  }

  @ParameterizedTest
  @EnumSource(JobStatus.class)
  void cancelsWhatHasNotEndedAndRepeatsWhatHasFailed(JobStatus status) {
    JobView job = put("t", status);

    int retried = http.method("POST", path(job, "retry"), both).statusCode();
    int cancelled = http.method("POST", path(job, "cancel"), both).statusCode();

    assertThat(cancelled).isEqualTo(status.isTerminal() ? 409 : 202);
    boolean good = status == JobStatus.SUCCEEDED || status == JobStatus.WARNING;
    assertThat(retried).isEqualTo(status.isTerminal() && !good ? 201 : 409);
  }

  @Test
  void asksToAskAgainForAnIdSoNewThatAnotherGatewayMayHaveGivenIt() {
    JobId id = JobId.v7(gateway.bean(Clock.class).instant(), new Random(1));

    var answer = http.method("POST", "/api/v1/jobs/" + id + "/retry", both);

    assertThat(answer.statusCode()).isEqualTo(503);
    assertThat(answer.headers().firstValue("Retry-After")).hasValue("2");
    assertThat(answer.body()).contains("no job has this id so far");
  }

  @Test
  void repeatsAJobWithItsVariablesAndSealsThemAnew() {
    SecretKeyring keyring = gateway.bean(SecretKeyring.class);
    JobId id = Views.someId();
    JobRequest request =
        JobRequest.forTemplate("t")
            .withId(id)
            .checkedAgainst(1)
            .withVariables(
                Map.of("A", Value.of("x")), Map.of("P", keyring.seal(id, "P", Value.of("secret"))));
    JobView job = Views.job(request, JobStatus.FAILED, "exit status 1");
    gateway.jobs().put(job);

    var answer = http.method("POST", path(job, "retry"), both);

    JobRequest repeated = gateway.lastRequest();
    JobId as = Objects.requireNonNull(repeated.id());
    assertThat(answer.statusCode()).isEqualTo(201);
    assertThat(answer.headers().firstValue("Location")).hasValue("/api/v1/jobs/" + as);
    assertThat(as).isNotEqualTo(id);
    assertThat(repeated.variables()).containsEntry("A", Value.of("x"));
    assertThat(keyring.open(as, "P", repeated.sealed().getOrDefault("P", "")))
        .isEqualTo(Value.of("secret"));
    assertThat(repeated.submittedBy()).isEqualTo("ops");
    assertThat(((JobEvent.Retried) lastEvent()).as()).isEqualTo(as);
  }

  @Test
  void repeatsAnOperationOfItsOwnOnTheSameQueue() {
    JobRequest request =
        JobRequest.forOperation(new Operation("shell", Map.of("script", "true"))).checkedAgainst(1);
    JobView job = Views.job(request, JobStatus.FAILED, null);
    gateway.jobs().put(job);

    assertThat(http.method("POST", path(job, "retry"), both).statusCode()).isEqualTo(201);
    assertThat(gateway.lastRequest().operation()).isEqualTo(request.operation());
  }

  @Test
  void doesNotRepeatWhatNobodyKnowsAnyMore() {
    JobView gone = put("gone", JobStatus.FAILED);
    JobView foreign = Views.job(JobRequest.forTemplate("t"), JobStatus.CANCELLED, null);
    gateway.jobs().put(foreign);

    assertIsProblem(http.method("POST", path(gone, "retry"), both), 409);
    assertIsProblem(http.method("POST", path(foreign, "retry"), both), 409);
    assertThat(gateway.producer().history()).isEmpty();
  }

  @Test
  void repeatsJobsOfAClosedTemplateOnlyForWhoManages() {
    gateway.template(Map.of("name", "closed", "api", false, "operation", OPERATION));
    JobView job = put("closed", JobStatus.FAILED);
    String[] managing = bearer(gateway.anyKey(TRIGGER, MANAGE));

    assertIsProblem(http.method("POST", path(job, "retry"), both), 403);
    assertThat(http.method("POST", path(job, "retry"), managing).statusCode()).isEqualTo(201);
  }

  @Test
  void hidesADeletedJob() {
    JobView job = put("t", JobStatus.SUCCEEDED);
    String one = "/api/v1/jobs/" + job.id();

    assertThat(http.method("DELETE", one, manager).statusCode()).isEqualTo(204);

    assertIsProblem(http.get(one, both), 404);
    assertIsProblem(http.method("DELETE", one, manager), 404);
    assertIsProblem(http.method("POST", path(job, "retry"), both), 404);
    assertThat(http.get("/api/v1/jobs", both).body()).isEqualTo("{\"items\":[]}");
    assertThat(http.get("/api/jobs/status?token=" + job.id()).statusCode()).isEqualTo(400);
  }

  @Test
  void stopsAJobThatIsDeletedWhileItRuns() {
    JobView job = put("t", JobStatus.RUNNING);

    http.method("DELETE", "/api/v1/jobs/" + job.id(), manager);

    assertThat(gateway.changes().history().get(0).topic()).endsWith("commands");
  }

  @Test
  void keepsActionsToThoseWhoMay() {
    gateway.template(Map.of("name", "tied", "key", "own", "operation", OPERATION));
    JobView tied = put("tied", JobStatus.PENDING);
    JobView job = put("t", JobStatus.PENDING);
    gateway.jobs().projectThrough(gateway.clock().instant().plus(Duration.ofHours(1)));

    assertIsProblem(http.method("POST", path(tied, "cancel"), both), 403);
    assertIsProblem(http.method("POST", path(job, "cancel"), bearer(gateway.anyKey(VIEW))), 403);
    assertIsProblem(http.method("DELETE", "/api/v1/jobs/" + job.id(), both), 403);
    assertIsProblem(http.method("POST", "/api/v1/jobs/" + Views.someId() + "/cancel", both), 404);
    assertIsProblem(http.method("POST", "/api/v1/jobs/471/cancel", both), 400);
    assertIsProblem(http.json(path(job, "cancel"), "{\"why\":1}", both), 400);
    assertThat(gateway.changes().history()).isEmpty();
  }

  @Test
  void tellsAKeyThatMayNotViewTheStatusAndNoMore() {
    JobView job = put("t", JobStatus.PENDING);

    assertThat(http.method("POST", path(job, "cancel"), bearer(gateway.anyKey(TRIGGER))).body())
        .isEqualTo("{\"id\":\"" + job.id() + "\",\"status\":\"cancelled\"}");
  }

  @Test
  void asksToComeAgainWhileKafkaDoesNotConfirm() {
    JobView job = put("t", JobStatus.PENDING);
    gateway.changes().sendException = new TimeoutException("away");

    var answer = http.method("POST", path(job, "cancel"), both);

    assertIsProblem(answer, 503);
    assertThat(answer.headers().firstValue("Retry-After")).isPresent();
  }

  private JobView put(String template, JobStatus status) {
    JobView job = Views.job(JobRequest.forTemplate(template).checkedAgainst(1), status, null);
    gateway.jobs().put(job);
    return job;
  }

  private static String path(JobView job, String action) {
    return "/api/v1/jobs/" + job.id() + "/" + action;
  }

  private JobEvent lastEvent() {
    return gateway.changes().history().stream()
        .filter(record -> record.topic().endsWith("events"))
        .map(record -> JobEventCodec.decode(record.value()))
        .reduce((earlier, later) -> later)
        .orElseThrow();
  }
}
