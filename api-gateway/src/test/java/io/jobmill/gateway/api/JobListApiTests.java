// SPDX-License-Identifier: Apache-2.0
package io.jobmill.gateway.api;

import static io.jobmill.gateway.api.JobsApiTests.assertIsProblem;
import static io.jobmill.gateway.api.JobsApiTests.bearer;
import static io.jobmill.gateway.security.Scope.TRIGGER;
import static io.jobmill.gateway.security.Scope.VIEW;
import static org.assertj.core.api.Assertions.assertThat;

import io.jobmill.gateway.security.KeyGrant;
import io.jobmill.gateway.testing.Http;
import io.jobmill.gateway.testing.RunningGateway;
import io.jobmill.gateway.testing.Views;
import io.jobmill.job.JobStatus;
import io.jobmill.view.JobView;
import io.jobmill.view.RunStatus;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JobListApiTests {

  private static final Map<String, Object> OPERATION =
      Map.of("type", "shell", "data", Map.of("script", "true"));

  private final RunningGateway gateway = RunningGateway.emptied();
  private final Http http = gateway.http();
  private String[] viewer = {};

  @BeforeEach
  void key() {
    viewer = bearer(gateway.anyKey(VIEW));
  }

  @Test
  void leadsThroughAllJobsPageByPage() {
    Set<String> all = new HashSet<>();
    for (int i = 0; i < 5; i++) {
      all.add(put("t", JobStatus.PENDING).id().toString());
    }

    Set<String> seen = new HashSet<>();
    String cursor = "";
    for (int pages = 0; pages < 3; pages++) {
      String body = http.get("/api/v1/jobs?limit=2" + cursor, viewer).body();
      seen.addAll(ids(body));
      Matcher next = Pattern.compile("\"nextCursor\":\"([^\"]+)\"").matcher(body);
      cursor = next.find() ? "&cursor=" + next.group(1) : "none";
    }

    assertThat(seen).isEqualTo(all);
    assertThat(cursor).isEqualTo("none");
  }

  @Test
  void filtersByStatusTemplatePoolAndTime() {
    String failed = put("a", JobStatus.FAILED).id().toString();
    String pending = put("b", JobStatus.PENDING).id().toString();

    assertThat(ids("?status=failed")).containsExactly(failed);
    assertThat(ids("?status=failed,pending")).containsExactlyInAnyOrder(failed, pending);
    assertThat(ids("?status=failed&status=pending")).containsExactlyInAnyOrder(failed, pending);
    assertThat(ids("?template=B")).containsExactly(pending);
    assertThat(ids("?pool=default")).hasSize(2);
    assertThat(ids("?pool=other")).isEmpty();
    assertThat(ids("?from=" + Views.WHEN)).hasSize(2);
    assertThat(ids("?to=" + Views.WHEN)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "status=bad",
        "status=",
        "pool=NO",
        "from=yesterday",
        "exhausted=1",
        "stauts=failed",
        "limit=0",
        "limit=1001",
        "cursor=x",
        "template=a&template=b"
      })
  void refusesWhatItCannotFilterBy(String query) {
    assertIsProblem(http.get("/api/v1/jobs?" + query, viewer), 400);
  }

  @Test
  void showsAKeyOnlyTheJobsOfItsTemplates() {
    gateway.template(Map.of("name", "mine", "operation", OPERATION));
    gateway.template(Map.of("name", "theirs", "operation", OPERATION));
    String mine = put("mine", JobStatus.PENDING).id().toString();
    put("theirs", JobStatus.PENDING);
    put("gone", JobStatus.PENDING);
    String limited =
        gateway.key(new KeyGrant("limited", Set.of(VIEW), List.of("mi*"), List.of(), null));

    assertThat(ids(http.get("/api/v1/jobs", bearer(limited)).body())).containsExactly(mine);
  }

  @Test
  void keepsJobsOfATiedTemplateToItsKey() {
    gateway.template(Map.of("name", "tied", "key", "own", "operation", OPERATION));
    String tied = put("tied", JobStatus.PENDING).id().toString();
    String other = put("gone", JobStatus.PENDING).id().toString();

    assertThat(ids("")).containsExactly(other);
    assertThat(ids(http.get("/api/v1/jobs", bearer(gateway.key("own", VIEW))).body()))
        .containsExactlyInAnyOrder(tied, other);
    assertIsProblem(http.get("/api/v1/jobs", bearer(gateway.anyKey(TRIGGER))), 403);
  }

  @Test
  void countsTheJobsOfEachStatus() {
    put("a", JobStatus.FAILED);
    put("b", JobStatus.FAILED);

    assertThat(http.get("/api/v1/jobs/counts", viewer).body())
        .contains("\"failed\":2", "\"pending\":0", "\"skipped\":0");
  }

  @Test
  void listsTheRunsOfAJob() {
    JobView job =
        Views.job(
            "t",
            JobStatus.SUCCEEDED,
            Views.run(1, "alpha", RunStatus.LOST, 0),
            Views.run(2, "beta", RunStatus.SUCCEEDED, 0));
    gateway.jobs().put(job);
    String path = "/api/v1/jobs/" + job.id() + "/runs";

    String first = http.get(path + "?limit=1", viewer).body();
    assertThat(first).contains("\"hostname\":\"alpha\"", "nextCursor").doesNotContain("beta");
    assertThat(http.get(path, viewer).body())
        .contains("\"status\":\"lost\"", "\"hostname\":\"beta\"")
        .doesNotContain("nextCursor");
  }

  private JobView put(String template, JobStatus status) {
    JobView job = Views.job(template, status);
    gateway.jobs().put(job);
    return job;
  }

  private List<String> ids(String queryOrBody) {
    String body =
        queryOrBody.startsWith("{")
            ? queryOrBody
            : http.get("/api/v1/jobs" + queryOrBody, viewer).body();
    return Pattern.compile("\"id\":\"([^\"]+)\"")
        .matcher(body)
        .results()
        .map(found -> found.group(1))
        .toList();
  }
}
