// SPDX-License-Identifier: Apache-2.0
package io.jobmill.gateway.dialect.otter;

import static io.jobmill.gateway.dialect.otter.OtterTriggerTests.assertIsOneLine;
import static io.jobmill.gateway.dialect.otter.OtterTriggerTests.header;
import static org.assertj.core.api.Assertions.assertThat;

import io.jobmill.event.LogLevel;
import io.jobmill.gateway.testing.Http;
import io.jobmill.gateway.testing.RunningGateway;
import io.jobmill.gateway.testing.Views;
import io.jobmill.job.JobId;
import io.jobmill.job.JobRequest;
import io.jobmill.job.JobStatus;
import io.jobmill.view.JobView;
import io.jobmill.view.Run;
import io.jobmill.view.RunStatus;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OtterReadTests {

  private final RunningGateway gateway = RunningGateway.emptied();
  private final Http http = gateway.http();

  @BeforeEach
  void template() {
    gateway.template(Samples.ablast());
  }

  @ParameterizedTest
  @CsvSource({
    "PENDING,Pending", "SCHEDULED,Pending", "RUNNING,Executing", "RETRYING,Executing",
    "SUCCEEDED,Succeeded", "WARNING,Warning", "SKIPPED,Warning", "FAILED,Error",
    "PARTIAL_FAILURE,Error", "REJECTED,Error", "CANCELLED,Error"
  })
  void saysOneOfFiveWordsAndNothingElse(JobStatus status, String word) {
    var answer = http.get("/api/jobs/status?token=" + stored(status).id());

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).isEqualTo(word);
    assertThat(header(answer, "Cache-Control")).isEqualTo("no-store");
    assertThat(header(answer, "Content-Type")).isEqualToIgnoringCase("text/plain;charset=utf-8");
  }

  @Test
  void takesTheTokenFromAFormAndFromJsonInAnyCase() {
    JobId id = stored(JobStatus.RUNNING).id();
    String upper = id.toString().toUpperCase(Locale.ROOT);

    assertThat(http.form("/api/jobs/status", "TOKEN=" + id).body()).isEqualTo("Executing");
    assertThat(http.json("/api/jobs/status", "{\"token\":\"" + upper + "\"}").body())
        .isEqualTo("Executing");
  }

  @Test
  void ignoresExtraParametersOfStatusAndLogs() {
    JobId id = stored(JobStatus.RUNNING).id();

    assertThat(http.get("/api/jobs/status?token=" + id + "&x=1&x=2&template=t").statusCode())
        .isEqualTo(200);
    assertThat(http.get("/api/jobs/logs?token=" + id + "&x=1").statusCode()).isEqualTo(200);
  }

  @Test
  void takesHeadForGet() {
    JobId id = stored(JobStatus.RUNNING).id();

    var answer = http.method("HEAD", "/api/jobs/status?token=" + id);

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).isEmpty();
    assertThat(http.method("HEAD", "/api/jobs/logs?token=" + id).statusCode()).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(strings = {"status", "logs"})
  void allowsNoOtherMethod(String endpoint) {
    var answer = http.method("DELETE", "/api/jobs/" + endpoint + "?token=x");

    assertIsOneLine(answer, 405);
    assertThat(header(answer, "Allow")).isEqualTo("GET, POST");
  }

  @ParameterizedTest
  @ValueSource(strings = {"status", "logs"})
  void refusesAMissingOrImpossibleToken(String endpoint) {
    assertIsOneLine(http.get("/api/jobs/" + endpoint), 400);
    assertIsOneLine(http.get("/api/jobs/" + endpoint + "?token="), 400);
    assertIsOneLine(http.get("/api/jobs/" + endpoint + "?token=471"), 400);
    assertIsOneLine(http.get("/api/jobs/" + endpoint + "?token=" + "x".repeat(10_000)), 400);
  }

  @Test
  void neverCallsATokenUnknownThatItJustHandedOut() {
    String token = http.get("/api/jobs/trigger?template=ablast&TargetServer=a").body();

    assertThat(http.get("/api/jobs/status?token=" + token).body()).isEqualTo("Pending");
    var logs = http.get("/api/jobs/logs?token=" + token);
    assertThat(logs.statusCode()).isEqualTo(200);
    assertThat(logs.body()).isEmpty();
  }

  @Test
  void callsATokenOfAnotherGatewayPendingUntilItsTimeIsProjected() {
    JobId other = JobId.v7(gateway.clock().instant(), new Random(1));
    String status = "/api/jobs/status?token=" + other;

    assertThat(http.get(status).body()).isEqualTo("Pending");
    gateway.jobs().projectThrough(gateway.clock().instant().plusSeconds(11));

    assertIsOneLine(http.get(status), 400);
  }

  @Test
  void saysWhenTheStoreIsAway() {
    gateway.jobs().setAway(true);

    var answer = http.get("/api/jobs/status?token=" + Views.someId());

    assertIsOneLine(answer, 503);
    assertThat(header(answer, "Retry-After")).isEqualTo("2");
  }

  @Test
  void triggersWhileTheStoreIsAway() {
    gateway.jobs().setAway(true);

    assertThat(http.get("/api/jobs/trigger?template=ablast&TargetServer=a").statusCode())
        .isEqualTo(200);
  }

  @Test
  void writesLogsWithPrefixSpaceAndNewlineByAttemptWorkerAndNumber() {
    Run second = Views.run(2, "beta", RunStatus.SUCCEEDED, 1);
    Run first = Views.run(1, "alpha", RunStatus.FAILED, 2);
    JobView job = Views.job("ablast", JobStatus.SUCCEEDED, second, first);
    gateway.jobs().put(job);
    log(job, first, Map.of(0, "one", 1, "two\nlines"), Map.of(0, LogLevel.DEBUG, 1, LogLevel.WARN));
    log(job, second, Map.of(0, ""), Map.of(0, LogLevel.ERROR));

    var answer = http.get("/api/jobs/logs?token=" + job.id());

    assertThat(answer.body()).isEqualTo("DEBUG: one\nWARN: two\nlines\nERROR: \n");
    assertThat(header(answer, "Cache-Control")).isEqualTo("no-store");
    assertThat(header(answer, "Content-Type")).isEqualToIgnoringCase("text/plain;charset=utf-8");
  }

  @Test
  void saysWhereTheLogOfALostAttemptEnds() {
    Run lost = Views.run(1, "alpha", RunStatus.LOST, -1);
    JobView job = Views.job("ablast", JobStatus.RETRYING, lost);
    gateway.jobs().put(job);
    log(job, lost, Map.of(0, "begun"), Map.of(0, LogLevel.INFO));

    assertThat(http.get("/api/jobs/logs?token=" + job.id()).body())
        .isEqualTo("INFO: begun\nWARN: attempt 1 was lost with its worker; its log ends here\n");
  }

  @Test
  void saysWhyAJobFailedThatNeverRan() {
    Run rejected = Views.run(1, "alpha", RunStatus.REJECTED, -1);
    JobView job =
        Views.job(
            JobRequest.forTemplate("ablast"), JobStatus.REJECTED, "no such template", rejected);
    gateway.jobs().put(job);

    assertThat(http.get("/api/jobs/logs?token=" + job.id()).body())
        .isEqualTo("ERROR: no such template\n");
  }

  @Test
  void saysThatALogHasExpired() {
    Run run =
        Views.run(1, "alpha", RunStatus.SUCCEEDED, 3)
            .closed(RunStatus.SUCCEEDED, Views.WHEN.minus(Duration.ofDays(8)), null, 1);
    JobView job = Views.job("ablast", JobStatus.SUCCEEDED, run);
    gateway.jobs().put(job);

    assertThat(http.get("/api/jobs/logs?token=" + job.id()).body())
        .isEqualTo("WARN: the log of attempt 1 has expired\n");
  }

  private JobView stored(JobStatus status) {
    JobView job = Views.job("ablast", status);
    gateway.jobs().put(job);
    return job;
  }

  private void log(
      JobView job, Run run, Map<Integer, String> messages, Map<Integer, LogLevel> levels) {
    gateway
        .jobs()
        .putLog(
            job.id(),
            run,
            messages.size(),
            n ->
                Views.chunk(
                    job.id(),
                    run,
                    n,
                    Views.entry(
                        levels.getOrDefault(n, LogLevel.INFO), messages.getOrDefault(n, ""))));
  }
}
