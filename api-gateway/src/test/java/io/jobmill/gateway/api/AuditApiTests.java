// SPDX-License-Identifier: Apache-2.0
package io.jobmill.gateway.api;

import static io.jobmill.gateway.api.JobsApiTests.assertIsProblem;
import static io.jobmill.gateway.api.JobsApiTests.bearer;
import static io.jobmill.gateway.security.Scope.MANAGE;
import static io.jobmill.gateway.security.Scope.VIEW;
import static org.assertj.core.api.Assertions.assertThat;

import io.jobmill.gateway.testing.Http;
import io.jobmill.gateway.testing.RunningGateway;
import io.jobmill.gateway.testing.Views;
import io.jobmill.job.JobStatus;
import io.jobmill.view.JobView;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AuditApiTests {

  private static final String TEMPLATE =
      "{\"name\":\"made\",\"operation\":{\"type\":\"x\",\"data\":{}}}";

  private final RunningGateway gateway = RunningGateway.emptied();
  private final Http http = gateway.http();
  private final String[] manager = bearer(gateway.key("boss", MANAGE));
  private final String[] admin = bearer(RunningGateway.ADMIN);

  @Test
  void tellsWhoChangedWhatFromWhereAndHowItWent() {
    http.json("/api/v1/keys", "{\"name\":\"ci\",\"scopes\":[\"view\"]}", manager);
    http.json("/api/v1/keys", "{\"name\":\"ci\",\"scopes\":[\"view\"]}", manager);

    assertThat(audit(""))
        .contains(
            "\"by\":\"boss\",\"action\":\"key.create\",\"subject\":\"ci\",\"dialect\":\"api\",\"source\":\"127.0.0.1\",\"outcome\":\"done\"}",
            "\"outcome\":\"refused\",\"detail\":\"there is a key 'ci' already\"");
  }

  @Test
  void notesEveryChange() {
    JobView job = Views.job("t", JobStatus.RUNNING);
    gateway.jobs().put(job);
    http.json("/api/v1/templates", TEMPLATE, manager);
    http.put("/api/v1/templates/made", TEMPLATE, manager);
    http.method("DELETE", "/api/v1/templates/made", manager);
    http.json("/api/v1/keys", "{\"name\":\"ci\",\"scopes\":[\"view\"]}", manager);
    http.method("DELETE", "/api/v1/keys/ci", manager);
    http.method("POST", "/api/v1/jobs/" + job.id() + "/cancel", admin);
    http.method("POST", "/api/v1/jobs/" + job.id() + "/retry", admin);
    http.method("DELETE", "/api/v1/jobs/" + job.id(), admin);

    assertThat(audit(""))
        .contains(
            "template.create",
            "template.replace",
            "template.delete",
            "key.create",
            "key.revoke",
            "job.cancel",
            "job.retry",
            "job.delete");
  }

  @Test
  void filters() {
    http.json("/api/v1/keys", "{\"name\":\"ci\",\"scopes\":[\"view\"]}", manager);
    http.json("/api/v1/templates", TEMPLATE, admin);

    assertThat(audit("?by=boss")).contains("key.create").doesNotContain("template.create");
    assertThat(audit("?action=template")).contains("template.create").doesNotContain("key.");
    assertThat(audit("?subject=MADE")).contains("template.create").doesNotContain("key.");
    assertThat(audit("?outcome=refused")).isEqualTo("{\"items\":[]}");
    assertThat(audit("?dialect=osapi")).isEqualTo("{\"items\":[]}");
  }

  @Test
  void exportsALineForEachEntry() {
    http.json("/api/v1/keys", "{\"name\":\"a\",\"scopes\":[\"view\"]}", manager);
    http.json("/api/v1/keys", "{\"name\":\"b\",\"scopes\":[\"view\"]}", manager);

    var export =
        http.get("/api/v1/audit", manager[0], manager[1], "Accept", "application/x-ndjson");

    assertThat(export.body().lines()).hasSize(2).allMatch(line -> line.endsWith("}"));
    assertThat(export.headers().firstValue("Content-Type").orElse(""))
        .startsWith("application/x-ndjson");
  }

  @ParameterizedTest
  @ValueSource(strings = {"outcome=maybe", "from=now", "who=boss", "cursor=x", "by=a&by=b"})
  void refusesWhatItCannotFilterBy(String query) {
    assertIsProblem(http.get("/api/v1/audit?" + query, manager), 400);
  }

  @Test
  void isForThoseWhoManage() {
    assertIsProblem(http.get("/api/v1/audit", bearer(gateway.anyKey(VIEW))), 403);
  }

  private String audit(String query) {
    return http.get("/api/v1/audit" + query, manager).body();
  }
}
