// SPDX-License-Identifier: Apache-2.0
package io.jobmill.projector;

import static org.assertj.core.api.Assertions.assertThat;

import io.jobmill.embedded.broker.BrokerSettings;
import io.jobmill.embedded.broker.EmbeddedBroker;
import io.jobmill.embedded.store.EmbeddedStore;
import io.jobmill.job.JobRequest;
import io.jobmill.testkit.infrastructure.KafkaServer;
import io.jobmill.testkit.time.Await;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.ConfigurableApplicationContext;

/** Has servers of its own, because it takes them away. */
@Timeout(240)
class ProjectorHealthIT {

  private final HttpClient http = HttpClient.newHttpClient();

  @TempDir Path folder;

  @Test
  void isNotReadyWhileAServerIsAwayAndReadyAgainByItselfButAlwaysAlive() throws Exception {
    EmbeddedStore store = EmbeddedStore.in(folder.resolve("store"), 0);
    BrokerSettings settings = BrokerSettings.in(folder.resolve("kafka"));
    EmbeddedBroker broker = EmbeddedBroker.start(settings);
    BrokerSettings samePort = settings.withPort(broker.port());
    String uri = store.uri();
    KafkaServer kafka = new KafkaServer(broker.bootstrapServers(), "jobmill.");
    try (ConfigurableApplicationContext context = start(kafka, uri)) {
      String base =
          "http://localhost:"
              + context.getEnvironment().getRequiredProperty("local.server.port")
              + "/actuator/";
      awaitReadiness(base, 200, "partitions");

      store.close();
      awaitReadiness(base, 503, "the store does not answer");
      assertThat(get(base + "health/liveness").statusCode()).isEqualTo(200);
      store = EmbeddedStore.in(folder.resolve("store"), URI.create(uri).getPort());
      awaitReadiness(base, 200, "partitions");

      broker.close();
      awaitReadiness(base, 503, "nothing got through");
      assertThat(get(base + "health/liveness").statusCode()).isEqualTo(200);
      broker = EmbeddedBroker.start(samePort);
      awaitReadiness(base, 200, "partitions");

      try (Cluster cluster = new Cluster(kafka)) {
        cluster.submit(JobRequest.forTemplate("nobody-runs-this"));
        Await.untilAsserted(
            "the queue is measured",
            () ->
                assertThat(get(base + "prometheus").body())
                    .contains("jobmill_submissions_depth 0.0")
                    .contains("jobmill_queue_depth{pool=\"default\",priority=\"normal\"} 1.0")
                    .contains(
                        "jobmill_queue_retention_seconds{pool=\"default\",priority=\"normal\"}")
                    .containsPattern(
                        "jobmill_queue_oldest_age_seconds\\{pool=\"default\",priority=\"normal\"} [0-9]"));
      }
    } finally {
      broker.close();
      store.close();
    }
  }

  private void awaitReadiness(String base, int status, String said) {
    Await.untilAsserted(
        "readiness is " + status,
        () -> {
          HttpResponse<String> answer = get(base + "health/readiness");
          assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
          assertThat(answer.body()).contains(said);
        });
  }

  private static ConfigurableApplicationContext start(KafkaServer kafka, String mongoUri) {
    return ProjectorApplication.builder()
        .properties(
            "jobmill.kafka.bootstrap-servers=" + kafka.bootstrapServers(),
            "jobmill.kafka.topic-prefix=" + kafka.topicPrefix(),
            "jobmill.kafka.replication-factor=1",
            "jobmill.mongodb.uri=" + mongoUri,
            "jobmill.secret-key=" + RunningProjector.SECRET,
            "jobmill.projector.measure-every=200ms",
            "server.port=0")
        .run();
  }

  private HttpResponse<String> get(String url) throws IOException, InterruptedException {
    return http.send(
        HttpRequest.newBuilder(URI.create(url)).build(), HttpResponse.BodyHandlers.ofString());
  }
}
