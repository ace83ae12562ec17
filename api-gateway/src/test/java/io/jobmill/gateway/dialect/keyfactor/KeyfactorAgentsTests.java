// SPDX-License-Identifier: Apache-2.0
package io.jobmill.gateway.dialect.keyfactor;

import static io.jobmill.gateway.dialect.keyfactor.KeyfactorHistoryTests.assertError;
import static org.assertj.core.api.Assertions.assertThat;

import io.jobmill.gateway.schedule.Schedules;
import io.jobmill.gateway.security.Scope;
import io.jobmill.gateway.testing.Http;
import io.jobmill.gateway.testing.RunningGateway;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class KeyfactorAgentsTests {

  private static final String AGENTS = "/KeyfactorAPI/Agents";
  private static final String ONE = AGENTS + "/" + Samples.AGENT;
  private static final String SCHEDULED = "/KeyfactorAPI/OrchestratorJobs/ScheduledJobs";
  private static final String UNKNOWN = "3d5f0c1e-7a2b-4c9d-8e6f-1b2a3c4d5e6f";

  private final RunningGateway gateway = RunningGateway.emptied();
  private final Http http = gateway.http();
  private final String[] manager = Samples.basic(gateway, Scope.VIEW, Scope.MANAGE);

  @BeforeEach
  void worker() {
    Samples.worker(gateway);
  }

  @Test
  void aWorkerIsAnApprovedAgent() {
    assertThat(http.get(ONE, manager).body())
        .startsWith(
            "{\"AgentId\":\"6d1f2a34-5b6c-4d7e-8f90-a1b2c3d4e5f6\",\"ClientMachine\":\"web-01\",")
        .contains("\"Status\":2,", "\"Capabilities\":[\"http\",\"shell\"]")
        .doesNotContain("null");
    assertThat(http.get(AGENTS, manager).body()).contains("\"ClientMachine\":\"web-01\"");
  }

  @Test
  void isDisapprovedAndApprovedAgain() {
    var answer = http.json(AGENTS + "/Disapprove", "[\"" + Samples.AGENT + "\"]", manager);

    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(204);
    assertThat(answer.body()).isEmpty();
    assertThat(http.get(ONE, manager).body()).contains("\"Status\":3,");
    assertThat(query("Status -eq Disapproved")).contains("web-01");

    http.json(AGENTS + "/approve", "[\"{" + Samples.AGENT + "}\"]", manager);
    assertThat(http.get(ONE, manager).body()).contains("\"Status\":2,");
    assertThat(query("Status -eq 2 and Capabilities -contains \"SHELL\"")).contains("web-01");
    assertThat(query("Capabilities -contains \"LOGS\"")).isEqualTo("[]");
  }

  @Test
  void canRunEveryTypeWhoseTemplateItServes() {
    gateway.template(Samples.patch());
    Map<String, Object> elsewhere = new HashMap<>(Samples.patch());
    elsewhere.putAll(Map.of("name", "Elsewhere", "pool", "other"));
    gateway.template(elsewhere);
    Map<String, Object> others = new HashMap<>(Samples.patch());
    others.putAll(Map.of("name", "Others", "target", "db-07"));
    gateway.template(others);
    Map<String, Object> closed = new HashMap<>(Samples.patch());
    closed.putAll(Map.of("name", "Closed", "api", false));
    gateway.template(closed);

    assertThat(http.get(ONE, manager).body())
        .contains("\"Capabilities\":[\"Patch\",\"http\",\"shell\"]");
    assertThat(query("Capabilities -contains \"patch\"")).contains("web-01");
  }

  @Test
  void theSchedulesOfOneThatIsDisapprovedRestUntilItIsApproved() {
    gateway.template(Samples.patch());
    http.json(
        "/KeyfactorAPI/OrchestratorJobs/Custom",
        "{\"AgentId\":\"%s\",\"JobTypeName\":\"patch\",\"Schedule\":{\"Interval\":{\"Minutes\":5}},\"JobFields\":{\"server\":\"A\"}}"
            .formatted(Samples.AGENT),
        Samples.basic(gateway, Scope.TRIGGER));
    assertThat(http.get(SCHEDULED, manager).body()).contains("{\"Interval\":{\"Minutes\":5}}");

    http.json(AGENTS + "/Disapprove", "[\"" + Samples.AGENT + "\"]", manager);
    assertThat(http.get(SCHEDULED, manager).body()).isEqualTo("[]");
    assertThat(gateway.bean(Schedules.class).all())
        .singleElement()
        .satisfies(schedule -> assertThat(schedule.definition().standing().paused()).isTrue());

    http.json(AGENTS + "/Approve", "[\"" + Samples.AGENT + "\"]", manager);
    assertThat(http.get(SCHEDULED, manager).body()).contains("{\"Interval\":{\"Minutes\":5}}");
  }

  @Test
  void changesNothingWhereOneIsUnknown() {
    assertError(
        http.json(
            AGENTS + "/Disapprove", "[\"%s\",\"%s\"]".formatted(Samples.AGENT, UNKNOWN), manager),
        404,
        "0xA0110002",
        "there is no agent " + UNKNOWN);
    assertThat(http.get(ONE, manager).body()).contains("\"Status\":2,");
    assertThat(http.json(AGENTS + "/Approve", "[1]", manager).statusCode()).isEqualTo(400);
    assertThat(http.get(AGENTS + "/" + UNKNOWN, manager).statusCode()).isEqualTo(404);
  }

  private String query(String query) {
    return http.get(
            AGENTS + "?QueryString=" + URLEncoder.encode(query, StandardCharsets.UTF_8), manager)
        .body();
  }
}
