// SPDX-License-Identifier: Apache-2.0
package io.jobmill.gateway.api;

import static io.jobmill.gateway.api.JobsApiTests.assertIsProblem;
import static io.jobmill.gateway.api.JobsApiTests.bearer;
import static io.jobmill.gateway.security.Scope.MANAGE;
import static io.jobmill.gateway.security.Scope.TRIGGER;
import static io.jobmill.gateway.security.Scope.VIEW;
import static org.assertj.core.api.Assertions.assertThat;

import io.jobmill.event.Origin;
import io.jobmill.event.WorkerCommand;
import io.jobmill.event.WorkerRecord;
import io.jobmill.event.WorkerState;
import io.jobmill.gateway.query.Workers;
import io.jobmill.gateway.testing.Http;
import io.jobmill.gateway.testing.RunningGateway;
import io.jobmill.gateway.testing.Views;
import io.jobmill.job.Pool;
import io.jobmill.wire.WorkerCommandCodec;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class WorkersApiTests {

  private final RunningGateway gateway = RunningGateway.emptied();
  private final Http http = gateway.http();
  private final String[] viewer = bearer(gateway.anyKey(VIEW));

  /** Other tests list workers too, and none is forgotten sooner. */
  @AfterAll
  static void forgetWorkers() {
    RunningGateway.emptied().clock().advance(Duration.ofMinutes(61));
  }

  @Test
  void tellsOfEachWorkerWhatItsLastHeartbeatSaid() {
    beat("w-told", "alpha");

    var answer = http.get("/api/v1/workers/w-told", viewer);

    assertThat(answer.body())
        .contains(
            "\"id\":\"w-told\"",
            "\"state\":\"ready\"",
            "\"alive\":true",
            "\"pools\":[\"mill\"]",
            "\"labels\":{\"group\":\"web\"}",
            "\"slots\":4",
            "\"busy\":1");
    assertThat(http.get("/api/v1/workers", viewer).body()).contains("\"id\":\"w-told\"");
    assertIsProblem(http.get("/api/v1/workers/nobody", viewer), 404);
    assertIsProblem(http.get("/api/v1/workers", bearer(gateway.anyKey(TRIGGER))), 403);
  }

  @Test
  void takesAWorkerForGoneAfterThreeHeartbeatsOfSilence() {
    beat("w-gone", "beta");

    gateway.clock().advance(Duration.ofSeconds(7));
    assertThat(http.get("/api/v1/workers/w-gone", viewer).body()).contains("\"alive\":false");
    gateway.clock().advance(Duration.ofHours(1));
    assertIsProblem(http.get("/api/v1/workers/w-gone", viewer), 404);
  }

  @Test
  void namesTheSecondWorkerOfAHost() {
    beat("w-2", "gamma");
    beat("w-1", "gamma");

    assertThat(http.get("/api/v1/workers/w-1", viewer).body()).contains("\"hostname\":\"gamma\"");
    assertThat(http.get("/api/v1/workers/gamma%232", viewer).body()).contains("\"id\":\"w-2\"");
  }

  @Test
  void listsPoolsWithTheirWorkers() {
    beat("w-pool", "delta");
    gateway.template(
        Map.of("name", "t", "pool", "lonely", "operation", Map.of("type", "x", "data", Map.of())));

    assertThat(http.get("/api/v1/pools", viewer).body())
        .contains(
            "{\"name\":\"default\",\"templates\":0,\"workers\":0,\"slots\":0,\"busy\":0}",
            "{\"name\":\"lonely\",\"templates\":1,\"workers\":0,\"slots\":0,\"busy\":0}",
            "{\"name\":\"mill\",\"templates\":0,\"workers\":1,\"slots\":4,\"busy\":1}");
  }

  @Test
  void tellsAWorkerToTakeNothingMoreAndToTakeJobsAgain() {
    beat("w-drained", "epsilon");
    String[] manager = bearer(gateway.anyKey(MANAGE));

    assertThat(http.method("POST", "/api/v1/workers/epsilon/drain", manager).statusCode())
        .isEqualTo(202);
    assertThat(lastCommand()).isEqualTo(new WorkerCommand("w-drained", true));
    http.method("POST", "/api/v1/workers/w-drained/undrain", manager);
    assertThat(lastCommand()).isEqualTo(new WorkerCommand("w-drained", false));

    assertIsProblem(http.method("POST", "/api/v1/workers/nobody/drain", manager), 404);
    assertIsProblem(http.method("POST", "/api/v1/workers/w-drained/drain", viewer), 403);
  }

  private WorkerCommand lastCommand() {
    return gateway.changes().history().stream()
        .filter(record -> record.topic().endsWith("commands"))
        .map(record -> WorkerCommandCodec.decode(record.value()))
        .reduce((earlier, later) -> later)
        .orElseThrow();
  }

  private void beat(String id, String host) {
    gateway
        .bean(Workers.class)
        .heard(
            new WorkerRecord.Heartbeat(
                new Origin(id, "1"),
                1,
                Duration.ofSeconds(2),
                host,
                List.of(new Pool("mill")),
                Map.of("group", "web"),
                4,
                WorkerState.READY,
                List.of("shell"),
                List.of(new WorkerRecord.Running(Views.someId(), 1, 1)),
                null,
                gateway.clock().instant()),
            gateway.clock().instant());
  }
}
