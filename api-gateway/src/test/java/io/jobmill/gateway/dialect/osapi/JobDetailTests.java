// SPDX-License-Identifier: Apache-2.0
package io.jobmill.gateway.dialect.osapi;

import static org.assertj.core.api.Assertions.assertThat;

import io.jobmill.gateway.testing.Views;
import io.jobmill.job.ExpectedWorker;
import io.jobmill.job.JobId;
import io.jobmill.job.JobRequest;
import io.jobmill.job.JobStatus;
import io.jobmill.job.Operation;
import io.jobmill.job.Pool;
import io.jobmill.job.Value;
import io.jobmill.store.JobViews.StoredResult;
import io.jobmill.view.JobView;
import io.jobmill.view.Run;
import io.jobmill.view.RunStatus;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.json.JsonMapper;

class JobDetailTests {

  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final String ID = "550e8400-e29b-41d4-a716-446655440000";
  private static final Set<String> PROPERTIES =
      Set.of(
          "id",
          "status",
          "created",
          "changed",
          "operation",
          "result",
          "error",
          "hostname",
          "updated_at",
          "responses",
          "agent_states",
          "timeline");

  @Test
  void showsAJobThatOneAgentCompleted() {
    JobRequest request =
        JobRequest.forTemplate("node.hostname.get")
            .withId(JobId.of(ID))
            .withVariables(
                Map.of("Name", Value.of("x"), "All", Value.ofList(List.of("a", "b"))),
                Map.of("Secret", "v1.sealed"));
    JobView view =
        OsapiViews.of(request)
            .after(Duration.ofMillis(3))
            .started("server1")
            .changed(true)
            .after(Duration.ofMillis(1_250))
            .ended("server1", RunStatus.SUCCEEDED, "succeeded", null)
            .is(JobStatus.SUCCEEDED);

    Map<String, @Nullable Object> detail = detail(view, "{\"hostname\": \"server1\"}");

    assertThat(JSON.readTree(text(detail)))
        .isEqualTo(
            JSON.readTree(
                """
                {
                  "id": "550e8400-e29b-41d4-a716-446655440000",
                  "status": "completed",
                  "created": "2026-06-01T11:59:00Z",
                  "changed": true,
                  "operation": {
                    "type": "node.hostname.get",
                    "data": {"Name": "x", "All": ["a", "b"], "Secret": "********"}
                  },
                  "result": {"hostname": "server1"},
                  "hostname": "server1",
                  "updated_at": "2026-06-01T11:59:01.253Z",
                  "responses": {
                    "server1": {
                      "status": "completed",
                      "data": {"hostname": "server1"},
                      "changed": true,
                      "hostname": "server1"
                    }
                  },
                  "agent_states": {"server1": {"status": "completed", "duration": "1.25s"}},
                  "timeline": [
                    {
                      "timestamp": "2026-06-01T11:59:00Z",
                      "event": "submitted",
                      "hostname": "_api",
                      "message": "Job submitted to queue"
                    },
                    {
                      "timestamp": "2026-06-01T11:59:00.003Z",
                      "event": "acknowledged",
                      "hostname": "server1",
                      "message": "Job acknowledged by agent server1"
                    },
                    {
                      "timestamp": "2026-06-01T11:59:00.003Z",
                      "event": "started",
                      "hostname": "server1",
                      "message": "Job processing started on server1"
                    },
                    {
                      "timestamp": "2026-06-01T11:59:01.253Z",
                      "event": "completed",
                      "hostname": "server1",
                      "message": "Job completed successfully on server1"
                    }
                  ]
                }
                """));
  }

  @Test
  void showsAJobThatWaitsWithChangedAndLittleElse() {
    Map<String, @Nullable Object> detail = detail(OsapiViews.of("t").view(), "");

    assertThat(detail)
        .containsOnlyKeys(
            "id", "status", "created", "changed", "operation", "updated_at", "timeline")
        .containsEntry("status", "submitted")
        .containsEntry("changed", null);
  }

  @Test
  void showsWhatIsKnownOfAJobNobodyHasLookedAt() {
    assertThat(JobDetail.submitted(JobId.of(ID), Views.WHEN))
        .containsOnlyKeys("id", "status", "created", "changed", "timeline")
        .containsEntry("status", "submitted")
        .containsEntry("created", "2026-06-01T11:59:00Z");
  }

  @Test
  void showsWhyAJobFailed() {
    JobView view =
        OsapiViews.of("t")
            .started("a")
            .after(Duration.ofSeconds(90))
            .ended("a", RunStatus.FAILED, "failed", "exit status 1")
            .is(JobStatus.FAILED, "exit status 1");

    Map<String, @Nullable Object> detail = detail(view, "");

    assertThat(detail)
        .containsEntry("status", "failed")
        .containsEntry("error", "exit status 1")
        .containsEntry("hostname", "a")
        .doesNotContainKey("result");
    assertThat(text(detail))
        .contains(
            "\"responses\":{\"a\":{\"status\":\"failed\",\"changed\":null,\"error\":\"exit status"
                + " 1\",\"hostname\":\"a\"}}",
            "\"agent_states\":{\"a\":{\"status\":\"failed\",\"error\":\"exit status"
                + " 1\",\"duration\":\"1m30s\"}}",
            "\"event\":\"failed\",\"hostname\":\"a\",\"message\":\"Job failed on"
                + " a\",\"error\":\"exit status 1\"");
  }

  @Test
  void showsTheAgentThatEndedTheJobNotThoseThatWereTriedBefore() {
    JobView view =
        OsapiViews.of("t")
            .started("a")
            .after(Duration.ofSeconds(6))
            .ended("a", RunStatus.LOST, "lost", "its worker is silent")
            .note("received", "p-1", null, false)
            .started("b")
            .after(Duration.ofSeconds(1))
            .ended("b", RunStatus.SUCCEEDED, "succeeded", null)
            .is(JobStatus.SUCCEEDED);

    Map<String, @Nullable Object> detail = detail(view, "7");

    assertThat(detail).containsEntry("result", "7").containsEntry("hostname", "b");
    assertThat(text(detail))
        .contains("\"responses\":{\"b\":")
        .contains("\"a\":{\"status\":\"failed\",\"error\":\"its worker is silent\"")
        .contains("\"hostname\":\"a\",\"message\":\"Job failed on a\"")
        .containsOnlyOnce("Job submitted to queue");
  }

  @Test
  void showsNoResultWhereSeveralAgentsHaveOne() {
    JobRequest request =
        JobRequest.forTemplate("t")
            .expecting(
                Pool.DEFAULT,
                List.of(new ExpectedWorker("w-a", "a"), new ExpectedWorker("w-b", "b")),
                Views.WHEN.plusSeconds(60));
    OsapiViews running = OsapiViews.of(request).started("a").started("b");
    running.ended("a", RunStatus.SUCCEEDED, "succeeded", null);

    assertThat(text(detail(running.view(), "1")))
        .contains("\"status\":\"processing\"", "\"result\":\"1\"")
        .contains("\"b\":{\"status\":\"started\"}");

    running.ended("b", RunStatus.FAILED, "failed", "no");
    Map<String, @Nullable Object> detail =
        detail(running.is(JobStatus.PARTIAL_FAILURE, "1 of 2 failed"), "1");

    assertThat(detail)
        .containsEntry("status", "partial_failure")
        .doesNotContainKeys("result", "error");
    assertThat(text(detail))
        .contains("\"a\":{\"status\":\"completed\",\"data\":\"1\"")
        .contains("\"b\":{\"status\":\"failed\",\"changed\":null,\"error\":\"no\"");
  }

  @Test
  void countsAPartThatWasGivenBackAndAnAgentThatNeverAnswered() {
    JobRequest request =
        JobRequest.forTemplate("t")
            .expecting(
                Pool.DEFAULT,
                List.of(new ExpectedWorker("w-a", "a"), new ExpectedWorker("w-b", "b")),
                Views.WHEN.plusSeconds(60));
    JobView view =
        OsapiViews.of(request)
            .started("a")
            .ended("a", RunStatus.HANDED_BACK, "handed_back", "the worker stopped")
            .started("b")
            .ended("b", RunStatus.FAILED, "unanswered", "timeout: agent did not respond")
            .is(JobStatus.FAILED, "2 of 2 workers failed");

    assertThat(text(detail(view, "")))
        .contains(
            "\"responses\":{\"a\":{\"status\":\"failed\",\"changed\":null,\"error\":\"the worker"
                + " stopped\"",
            "\"error\":\"timeout: agent did not respond\",\"hostname\":\"b\"",
            "\"message\":\"Job failed on b\"");
  }

  @Test
  void saysThatACancelledJobWasCancelled() {
    assertThat(detail(OsapiViews.of("t").is(JobStatus.CANCELLED, "cancelled by ci"), ""))
        .containsEntry("status", "failed")
        .containsEntry("error", "cancelled by ci");
    assertThat(detail(OsapiViews.of("t").is(JobStatus.CANCELLED, "not needed"), ""))
        .containsEntry("error", "cancelled: not needed");
    assertThat(detail(OsapiViews.of("t").is(JobStatus.CANCELLED), ""))
        .containsEntry("error", "cancelled");
  }

  @Test
  void tellsRetriesAndLeavesOutWhatOsapiHasNoWordFor() {
    JobView view =
        OsapiViews.of("t")
            .note("deferred", "a", "later", false)
            .note("progressed", "a", "40 % copying", false)
            .note("acknowledged", "ops", null, false)
            .note("cancel_requested", "ops", null, false)
            .note("succeeded", "late", null, true)
            .note("retried", "ci", "retried as " + ID, false)
            .view();

    assertThat(text(detail(view, "")))
        .contains("\"event\":\"retried\",\"hostname\":\"_api\",\"message\":\"Job retried as " + ID)
        .doesNotContain("late", "deferred", "progress", "copying", "ops", "acknowledged", "cancel");
  }

  @Test
  void tellsOfTheSubmissionFirstThoughTheWorkerWasQuickerToSayThatItHasStarted() {
    JobView view = OsapiViews.startedUnseen("t", "a").note("received", "p-1", null, false).view();

    assertThat(Timeline.of(view))
        .extracting(event -> event.get("event"))
        .containsExactly("submitted", "acknowledged", "started");
    assertThat(Timeline.of(OsapiViews.startedUnseen("t", "a").view()).get(0))
        .containsEntry("event", "submitted")
        .containsEntry("timestamp", Views.WHEN.toString());
  }

  @Test
  void neverShowsAScript() {
    JobRequest script =
        JobRequest.forOperation(new Operation("shell", Map.of("script", "rm -rf /")));
    JobRequest handler =
        JobRequest.forOperation(new Operation("node.uptime.get", Map.of("verbose", true)));

    assertThat(detail(OsapiViews.of(script).view(), "").get("operation"))
        .isEqualTo(Map.of("type", "shell", "data", Map.of()));
    assertThat(detail(OsapiViews.of(handler).view(), "").get("operation"))
        .isEqualTo(Map.of("type", "node.uptime.get", "data", Map.of("verbose", true)));
  }

  @Test
  void leavesOutOfAListWhatEachAgentMadeOfIt() {
    JobView view =
        OsapiViews.of("t")
            .started("a")
            .changed(false)
            .ended("a", RunStatus.SUCCEEDED, "succeeded", null)
            .is(JobStatus.SUCCEEDED);

    assertThat(JobDetail.item(view))
        .containsOnlyKeys(
            "id", "status", "created", "changed", "operation", "hostname", "updated_at")
        .containsEntry("changed", false);
  }

  @ParameterizedTest
  @CsvSource({
    "PENDING,submitted",
    "SCHEDULED,submitted",
    "RUNNING,processing",
    "RETRYING,processing",
    "SUCCEEDED,completed",
    "WARNING,completed",
    "PARTIAL_FAILURE,partial_failure",
    "FAILED,failed",
    "REJECTED,failed",
    "CANCELLED,failed",
    "SKIPPED,skipped",
  })
  void hasAWordForEveryStatus(JobStatus status, String word) {
    JobView view = OsapiViews.of("t").is(status, "why");

    assertThat(StatusWords.of(status)).isEqualTo(word);
    assertThat(StatusWords.meaning(word)).contains(status);
    assertThat(detail(view, "").containsKey("error"))
        .isEqualTo(word.equals("failed") || word.equals("skipped"));
  }

  @ParameterizedTest
  @EnumSource
  void hasNoPropertyThatClientsDoNotKnow(RunStatus how) {
    JobView view =
        OsapiViews.of("t")
            .started("a")
            .ended("a", how, "failed", "why")
            .is(JobStatus.FAILED, "why");

    Map<String, @Nullable Object> detail = detail(view, "x");

    assertThat(PROPERTIES).containsAll(detail.keySet());
    assertThat(inner(detail, "responses"))
        .allSatisfy(
            keys ->
                assertThat(Set.of("status", "data", "changed", "error", "hostname"))
                    .containsAll(keys));
    assertThat(inner(detail, "agent_states"))
        .allSatisfy(keys -> assertThat(Set.of("status", "error", "duration")).containsAll(keys));
  }

  private static List<Set<String>> inner(Map<String, @Nullable Object> detail, String name) {
    return JSON.readTree(text(detail)).path(name).values().stream()
        .map(entry -> Set.copyOf(entry.propertyNames()))
        .toList();
  }

  private static Map<String, @Nullable Object> detail(JobView view, String result) {
    return JobDetail.of(
        view,
        (Run run) ->
            run.result() ? Optional.of(new StoredResult(result, false)) : Optional.empty());
  }

  private static String text(Object value) {
    return JSON.writeValueAsString(value);
  }
}
