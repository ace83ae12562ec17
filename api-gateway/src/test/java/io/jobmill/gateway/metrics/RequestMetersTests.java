// SPDX-License-Identifier: Apache-2.0
package io.jobmill.gateway.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.jobmill.gateway.testing.Http;
import io.jobmill.gateway.testing.RunningGateway;
import io.jobmill.testkit.time.Await;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RequestMetersTests {

  private final RunningGateway gateway = RunningGateway.emptied();
  private final MeterRegistry registry = gateway.bean(MeterRegistry.class);
  private final Http http = gateway.http();

  @BeforeEach
  void aTemplate() {
    gateway.template(
        Map.of(
            "name", "t", "operation", Map.of("type", "shell", "data", Map.of("script", "true"))));
  }

  @Test
  void aRequestCountsForItsDialectAndTheClassOfItsAnswer() {
    double ok = count("otter", "2xx");
    double refused = count("api", "4xx");
    double accepted = accepted();

    http.get("/api/jobs/trigger?template=t");
    http.get("/api/v1/nothing/here");

    Await.untilAsserted(
        "counted",
        () -> {
          assertThat(count("otter", "2xx")).isEqualTo(ok + 1);
          assertThat(count("api", "4xx")).isEqualTo(refused + 1);
        });
    assertThat(accepted()).isEqualTo(accepted + 1);
  }

  @Test
  void whatAStrangerMakesUpMakesNoSeries() {
    int before = registry.find("jobmill.gateway.requests").timers().size();

    http.get("/api/v1/jobs/" + "x".repeat(50));
    http.get("/made/up?by=me");
    http.get("/KeyfactorAPI/whatever");

    assertThat(registry.find("jobmill.gateway.requests").timers()).hasSize(before);
    assertThat(before).isEqualTo(25);
  }

  @Test
  void aWrongKeyIsCounted() {
    double before = registry.get("jobmill.gateway.wrong.credentials").counter().count();

    http.get("/api/v1/workers", "X-ApiKey", "jm_none");

    assertThat(registry.get("jobmill.gateway.wrong.credentials").counter().count())
        .isEqualTo(before + 1);
  }

  private double accepted() {
    return registry.get("jobmill.gateway.jobs.accepted").counter().count();
  }

  private double count(String dialect, String status) {
    return registry
        .get("jobmill.gateway.requests")
        .tags("dialect", dialect, "status", status)
        .timer()
        .count();
  }
}
