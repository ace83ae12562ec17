// SPDX-License-Identifier: Apache-2.0
package io.jobmill.worker;

import static org.assertj.core.api.Assertions.assertThat;

import io.jobmill.embedded.broker.BrokerSettings;
import io.jobmill.embedded.broker.EmbeddedBroker;
import io.jobmill.event.JobEvent;
import io.jobmill.job.JobId;
import io.jobmill.job.JobRequest;
import io.jobmill.job.Operation;
import io.jobmill.testkit.infrastructure.KafkaServer;
import io.jobmill.testkit.infrastructure.WithKafka;
import io.jobmill.testkit.process.ChildJvm;
import io.jobmill.testkit.time.Await;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@WithKafka
@Timeout(180)
class WorkerApplicationIT {

  @TempDir Path folder;

  @Test
  void runsAsAProcessTellsItsHealthAndEndsOnSigterm(KafkaServer kafka) throws Exception {
    int port = freePort();
    try (TestQueue queue = new TestQueue(kafka);
        ChildJvm child =
            ChildJvm.of(WorkerApplication.class)
                .environment("SERVER_PORT", Integer.toString(port))
                .environment("JOBMILL_KAFKA_BOOTSTRAP_SERVERS", kafka.bootstrapServers())
                .environment("JOBMILL_KAFKA_TOPIC_PREFIX", kafka.topicPrefix())
                .environment("JOBMILL_KAFKA_REPLICATION_FACTOR", "1")
                .environment("JOBMILL_DATA_DIR", folder.toString())
                .environment("JOBMILL_SECRET_KEY", TestWorker.SECRET)
                .environment("JOBMILL_WORKER_GRACE", "1s")
                .start()) {
      JobId id = queue.submit(JobRequest.forOperation(new Operation("noop", Map.of())));

      queue.await(id, JobEvent.Ended.class);
      Await.until("it is ready", () -> get(port, "/actuator/health/readiness").statusCode() == 200);
      assertThat(get(port, "/actuator/health/liveness").statusCode()).isEqualTo(200);
      assertThat(get(port, "/actuator/prometheus").body())
          .contains(
              "jobmill_worker_attempts_seconds_count{outcome=\"succeeded\",pool=\"default\",template=\"none\"}"
                  + " 1");

      child.terminate();
      child.awaitExit();
    }
  }

  @Test
  void isNotReadyWhileKafkaIsAwayAndReadyAgainByItselfButAlwaysAlive() throws Exception {
    BrokerSettings settings = BrokerSettings.in(folder.resolve("kafka"));
    EmbeddedBroker broker = EmbeddedBroker.start(settings);
    BrokerSettings samePort = settings.withPort(broker.port());
    int port = freePort();
    try (ChildJvm child =
        ChildJvm.of(WorkerApplication.class)
            .environment("SERVER_PORT", Integer.toString(port))
            .environment("JOBMILL_KAFKA_BOOTSTRAP_SERVERS", broker.bootstrapServers())
            .environment("JOBMILL_KAFKA_REPLICATION_FACTOR", "1")
            .environment("JOBMILL_DATA_DIR", folder.resolve("worker").toString())
            .environment("JOBMILL_SECRET_KEY", TestWorker.SECRET)
            .start()) {
      awaitReadiness(port, 200, "UP");

      broker.close();
      awaitReadiness(port, 503, "Kafka has taken no heartbeat since");
      assertThat(get(port, "/actuator/health/liveness").statusCode()).isEqualTo(200);
      assertThat(get(port, "/actuator/prometheus").body())
          .containsPattern("jobmill_worker_heartbeat_age_seconds [0-9.]+");

      broker = EmbeddedBroker.start(samePort);
      awaitReadiness(port, 200, "UP");
      assertThat(child.isAlive()).isTrue();
    } finally {
      broker.close();
    }
  }

  private static void awaitReadiness(int port, int status, String said) {
    Await.untilAsserted(
        "readiness is " + status,
        () -> {
          HttpResponse<String> answer = listening(port, "/actuator/health/readiness");
          assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
          assertThat(answer.body()).contains(said);
        });
  }

  private static HttpResponse<String> listening(int port, String path) throws Exception {
    try {
      return get(port, path);
    } catch (ConnectException e) {
      throw new AssertionError("nobody listens on port " + port, e);
    }
  }

  private static HttpResponse<String> get(int port, String path)
      throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://localhost:" + port + path)).build();
    return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
