// SPDX-License-Identifier: Apache-2.0
package io.jobmill.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.jobmill.embedded.broker.BrokerSettings;
import io.jobmill.embedded.broker.EmbeddedBroker;
import io.jobmill.gateway.testing.StartedGateway;
import io.jobmill.testkit.infrastructure.KafkaServer;
import io.jobmill.testkit.time.Await;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KafkaOutageIT {

  @TempDir private Path folder;

  @Test
  void refusesSoonWhileKafkaIsAwayAndAcceptsAgainWhenItIsBack() throws IOException {
    Path templates = Files.createDirectory(folder.resolve("templates"));
    Files.writeString(
        templates.resolve("t.yaml"),
        "name: t\noperation: {type: shell, data: {script: \"true\"}}\n");
    BrokerSettings settings = BrokerSettings.in(folder.resolve("kafka"));
    EmbeddedBroker broker = EmbeddedBroker.start(settings);
    BrokerSettings samePort = settings.withPort(broker.port());
    var kafka = new KafkaServer(broker.bootstrapServers(), "outage.");
    try (var gateway = StartedGateway.start(kafka, "mongodb://127.0.0.1:1", "none", templates)) {
      assertThat(gateway.http().get("/api/jobs/trigger?template=t").statusCode()).isEqualTo(200);

      // There is no MongoDB at all, which triggers do without.
      awaitReadiness(gateway, 200, "MongoDB does not answer");

      broker.close();
      Instant before = Instant.now();
      var refused = gateway.http().get("/api/jobs/trigger?template=t");
      Instant after = Instant.now();
      var next = gateway.http().get("/api/jobs/trigger?template=t");

      assertThat(refused.statusCode()).isEqualTo(503);
      assertThat(refused.headers().firstValue("Retry-After")).isPresent();
      assertThat(Duration.between(before, after)).isLessThan(Duration.ofSeconds(8));
      assertThat(next.statusCode()).isEqualTo(503);
      assertThat(gateway.http().get("/actuator/health/liveness").statusCode()).isEqualTo(200);
      assertThat(gateway.http().get("/actuator/prometheus").body())
          .containsPattern(
              "jobmill_producer_failures_total\\{client=\"jobmill-gateway-jobs\"} [1-9]");
      awaitReadiness(gateway, 503, "Kafka has not answered");
      assertThat(gateway.http().get("/actuator/health/liveness").statusCode()).isEqualTo(200);

      broker = EmbeddedBroker.start(samePort);
      awaitReadiness(gateway, 200, "DEGRADED");
      Await.until(
          "jobs are accepted again",
          () -> gateway.http().get("/api/jobs/trigger?template=t").statusCode() == 200);
    } finally {
      broker.close();
    }
  }

  private static void awaitReadiness(StartedGateway gateway, int status, String said) {
    Await.untilAsserted(
        "readiness is " + status,
        () -> {
          var answer = gateway.http().get("/actuator/health/readiness");
          assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
          assertThat(answer.body()).contains(said);
        });
  }
}
