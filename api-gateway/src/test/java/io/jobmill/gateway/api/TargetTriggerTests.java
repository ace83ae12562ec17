// SPDX-License-Identifier: Apache-2.0
package io.jobmill.gateway.api;

import static io.jobmill.gateway.api.JobsApiTests.assertIsProblem;
import static io.jobmill.gateway.api.JobsApiTests.bearer;
import static io.jobmill.gateway.security.Scope.TRIGGER;
import static io.jobmill.gateway.security.Scope.VIEW;
import static org.assertj.core.api.Assertions.assertThat;

import io.jobmill.event.Origin;
import io.jobmill.event.WorkerRecord;
import io.jobmill.event.WorkerState;
import io.jobmill.gateway.query.Workers;
import io.jobmill.gateway.testing.Http;
import io.jobmill.gateway.testing.RunningGateway;
import io.jobmill.job.ExpectedWorker;
import io.jobmill.job.JobRequest;
import io.jobmill.job.Pool;
import io.jobmill.job.Target;
import io.jobmill.wire.JobRequestCodec;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TargetTriggerTests {

  private static final AtomicInteger POOLS = new AtomicInteger();

  private final RunningGateway gateway = RunningGateway.emptied();
  private final Http http = gateway.http();
  private final String[] key = bearer(gateway.anyKey(TRIGGER, VIEW));
  private final String pool = "targets-" + POOLS.incrementAndGet();

  @BeforeEach
  void publish() {
    gateway.template(
        Map.of(
            "name",
            "t",
            "pool",
            pool,
            "timeout",
            "5m",
            "allowTarget",
            true,
            "operation",
            Map.of("type", "x", "data", Map.of())));
    beat("1", "web-01", "web.eu", WorkerState.READY);
    beat("2", "web-02", "web", WorkerState.READY);
    beat("3", "db-01", "db", WorkerState.READY);
  }

  @Test
  void broadcastsAndNamesTheWorkersThatHaveToAnswerAndUntilWhen() {
    assertThat(trigger("group:web").statusCode()).isEqualTo(201);

    JobRequest request = gateway.lastRequest();
    assertThat(gateway.lastRecord().topic()).isEqualTo("jobmill.broadcast");
    assertThat(gateway.lastRecord().headers().lastHeader(JobRequestCodec.SIGNATURE_HEADER))
        .isNotNull();
    assertThat(request.target()).isEqualTo(new Target("group:web"));
    assertThat(request.pool()).isEqualTo(new Pool(pool));
    assertThat(request.expected())
        .containsExactly(
            new ExpectedWorker(pool + "-1", "web-01-" + pool),
            new ExpectedWorker(pool + "-2", "web-02-" + pool));
    assertThat(request.deadline()).isEqualTo(gateway.clock().instant().plus(Duration.ofMinutes(6)));
  }

  @Test
  void findsOneWorkerByItsNameOrId() {
    trigger("WEB-02-" + pool);
    assertThat(expected()).containsExactly("web-02-" + pool);
    trigger(pool + "-3");
    assertThat(expected()).containsExactly("db-01-" + pool);
  }

  @Test
  void leavesAnyWorkerToTheQueue() {
    trigger("_any");

    assertThat(gateway.lastRecord().topic()).isEqualTo("jobmill.jobs." + pool);
    assertThat(gateway.lastRequest().expected()).isEmpty();
  }

  @Test
  void broadcastsAHandlersOperationToo() {
    HttpResponse<String> answer =
        http.json(
            "/job",
            "{\"operation\":{\"type\":\"x\",\"data\":{}},\"target_hostname\":\"web-02-%s\"}"
                .formatted(pool),
            key);

    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
    assertThat(gateway.lastRecord().topic()).isEqualTo("jobmill.broadcast");
    assertThat(expected()).containsExactly("web-02-" + pool);
    assertThat(gateway.lastRequest().deadline())
        .isEqualTo(gateway.clock().instant().plus(Duration.ofMinutes(61)));
  }

  @Test
  void namesTheWorkersOfAJobForLaterOnlyWhenItsTimeHasCome() {
    HttpResponse<String> answer =
        http.json(
            "/api/v1/jobs",
            "{\"template\":\"t\",\"target\":\"_all\",\"runAt\":\"%s\"}"
                .formatted(gateway.clock().instant().plusSeconds(600)),
            key);

    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
    assertThat(gateway.lastRecord().topic()).isEqualTo("jobmill.jobs." + pool);
    assertThat(gateway.lastRequest().target()).isEqualTo(Target.ALL);
    assertThat(gateway.lastRequest().expected()).isEmpty();
  }

  @Test
  void expectsAWorkerThatHasJustFallenSilentButNoneThatSaidGoodbyeOrIsLongGone() {
    gateway.clock().advance(Duration.ofMinutes(4));
    beat("2", "web-02", "web", WorkerState.STOPPED);
    beat("4", "web-04", "web", WorkerState.READY);
    trigger("_all");
    assertThat(expected()).containsExactly("db-01-" + pool, "web-01-" + pool, "web-04-" + pool);

    gateway.clock().advance(Duration.ofMinutes(2));
    trigger("_all");
    assertThat(expected()).containsExactly("web-04-" + pool);
  }

  @Test
  void refusesATargetThatMeansNobodyAndSaysWhy() {
    beat("5", "cordoned", "x", WorkerState.CORDONED);

    assertIsProblem(trigger("web"), 400);
    assertThat(trigger("web").body())
        .contains("target agent \\\"web\\\" not found: no worker of pool '%s'".formatted(pool));
    assertThat(trigger("group:we").statusCode()).isEqualTo(400);
    assertThat(trigger("cordoned-" + pool).body())
        .contains("takes no jobs: worker 'cordoned-%s' is cordoned".formatted(pool));
    gateway.template(
        Map.of(
            "name",
            "elsewhere",
            "pool",
            "nobody-here",
            "target",
            "web-01-" + pool,
            "operation",
            Map.of("type", "x", "data", Map.of())));
    assertThat(http.get("/api/jobs/trigger?template=elsewhere").body())
        .contains("does not serve pool 'nobody-here'");
    assertThat(gateway.producer().history()).isEmpty();
  }

  private HttpResponse<String> trigger(String target) {
    return http.json(
        "/api/v1/jobs", "{\"template\":\"t\",\"target\":\"%s\"}".formatted(target), key);
  }

  private List<String> expected() {
    return gateway.lastRequest().expected().stream().map(ExpectedWorker::hostname).toList();
  }

  private void beat(String id, String host, String group, WorkerState state) {
    gateway
        .bean(Workers.class)
        .heard(
            new WorkerRecord.Heartbeat(
                new Origin(pool + "-" + id, "i1"),
                1,
                Duration.ofSeconds(2),
                host + "-" + pool,
                List.of(new Pool(pool)),
                Map.of("group", group),
                4,
                state,
                List.of("x"),
                List.of(),
                null,
                gateway.clock().instant()),
            gateway.clock().instant());
  }
}
