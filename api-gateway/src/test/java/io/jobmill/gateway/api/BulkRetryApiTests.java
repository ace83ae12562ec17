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
import io.jobmill.view.JobView;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BulkRetryApiTests {

  private static final String PATH = "/api/v1/jobs/retry";
  private static final Map<String, Object> OPERATION =
      Map.of("type", "shell", "data", Map.of("script", "true"));

  private final RunningGateway gateway = RunningGateway.emptied();
  private final Http http = gateway.http();
  private String[] both = {};

  @BeforeEach
  void templateAndKey() {
    gateway.template(Map.of("name", "t", "operation", OPERATION));
    both = bearer(gateway.anyKey(TRIGGER, VIEW));
  }

  @Test
  void countsWithoutDoingAnything() {
    put("t", JobStatus.FAILED);
    put("t", JobStatus.FAILED);
    put("t", JobStatus.SUCCEEDED);

    assertThat(http.json(PATH, "{\"dryRun\":true}", both).body())
        .isEqualTo("{\"dryRun\":true,\"count\":2}");
    assertThat(gateway.producer().history()).isEmpty();
  }

  @Test
  void repeatsEachJobOnce() {
    JobView job = put("t", JobStatus.FAILED);
    put("t", JobStatus.CANCELLED);

    String first = http.json(PATH, "{\"status\":[\"failed\"]}", both).body();

    assertThat(first)
        .isEqualTo(
            "{\"count\":1,\"items\":[{\"id\":\"%s\",\"as\":\"%s\"}]}"
                .formatted(job.id(), gateway.lastRequest().id()));
    assertThat(http.json(PATH, "{}", both).body()).isEqualTo("{\"count\":0,\"items\":[]}");
  }

  @Test
  void saysWhichJobsItCouldNotRepeat() {
    JobView gone = put("gone", JobStatus.FAILED);

    assertThat(http.json(PATH, "{}", both).body())
        .contains("\"count\":0", "{\"id\":\"" + gone.id() + "\",\"reason\":");
  }

  @Test
  void leavesOutWhatTheKeyMayNotTrigger() {
    gateway.template(Map.of("name", "tied", "key", "own", "operation", OPERATION));
    gateway.template(Map.of("name", "closed", "api", false, "operation", OPERATION));
    put("tied", JobStatus.FAILED);
    put("closed", JobStatus.FAILED);

    assertThat(http.json(PATH, "{\"dryRun\":true}", both).body()).contains("\"count\":0");
    assertIsProblem(http.json(PATH, "{}", bearer(gateway.anyKey(TRIGGER))), 403);
    assertIsProblem(http.json(PATH, "{}", bearer(gateway.anyKey(VIEW))), 403);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"status\":\"succeeded\"}",
        "{\"status\":[\"running\"]}",
        "{\"status\":7}",
        "{\"stauts\":\"failed\"}",
        "{\"dryRun\":\"yes\"}",
        "{\"cursor\":\"x\"}",
        ""
      })
  void refusesWhatItDoesNotUnderstand(String body) {
    put("t", JobStatus.FAILED);

    assertIsProblem(http.json(PATH, body, both), 400);
    assertThat(gateway.producer().history()).isEmpty();
  }

  private JobView put(String template, JobStatus status) {
    JobView job = Views.job(JobRequest.forTemplate(template).checkedAgainst(1), status, null);
    gateway.jobs().put(job);
    return job;
  }
}
