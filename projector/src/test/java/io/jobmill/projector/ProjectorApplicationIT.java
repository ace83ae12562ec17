// SPDX-License-Identifier: Apache-2.0
package io.jobmill.projector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Updates;
import io.jobmill.job.JobId;
import io.jobmill.job.JobRequest;
import io.jobmill.job.Pool;
import io.jobmill.job.QueuePoint;
import io.jobmill.store.ViewDatabase;
import io.jobmill.testkit.infrastructure.KafkaServer;
import io.jobmill.testkit.infrastructure.MongoServer;
import io.jobmill.testkit.infrastructure.WithKafka;
import io.jobmill.testkit.infrastructure.WithMongo;
import io.jobmill.testkit.time.Await;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.context.ConfigurableApplicationContext;

@WithKafka
@WithMongo
class ProjectorApplicationIT {

  private final HttpClient http = HttpClient.newHttpClient();

  @Test
  void saysThatItIsReadyAndHowItFares(KafkaServer kafka, MongoServer mongo) {
    try (ConfigurableApplicationContext context = start(kafka, mongo)) {
      String base =
          "http://localhost:"
              + context.getEnvironment().getRequiredProperty("local.server.port")
              + "/actuator/";

      Await.untilAsserted(
          "ready",
          () -> {
            assertThat(status(base + "health/readiness")).isEqualTo(200);
            assertThat(status(base + "health/liveness")).isEqualTo(200);
          });
      Await.untilAsserted(
          "meters",
          () ->
              assertThat(body(base + "prometheus"))
                  .contains(
                      "jobmill_projector_partitions{topic=\"" + kafka.topic("events") + "\"}"));
    }
  }

  @Test
  void refusesADatabaseThatWasFilledFromAnotherTopic(KafkaServer kafka, MongoServer mongo) {
    try (MongoClient client = MongoClients.create(mongo.uri())) {
      ViewDatabase database = new ViewDatabase(client, mongo.database());
      try (ConfigurableApplicationContext context = start(kafka, mongo);
          Cluster cluster = new Cluster(kafka)) {
        assertThat(context.isRunning()).isTrue();
        FakeWorker reader = new FakeWorker("projector", "p1");
        var request = JobRequest.forTemplate("t").withId(new JobId(UUID.randomUUID()));
        cluster.report(reader.received(request, new QueuePoint(Pool.DEFAULT, 0, 0)));
        Await.until("a position", () -> database.positions().countDocuments() > 0);
      }
      database.positions().updateMany(Filters.empty(), Updates.set("topicId", "another"));

      assertThatThrownBy(() -> start(kafka, mongo).close())
          .rootCause()
          .hasMessageContaining("filled from another topic")
          .hasMessageContaining("drop the database");
    }
  }

  private static ConfigurableApplicationContext start(KafkaServer kafka, MongoServer mongo) {
    return ProjectorApplication.builder()
        .properties(
            "jobmill.kafka.bootstrap-servers=" + kafka.bootstrapServers(),
            "jobmill.kafka.topic-prefix=" + kafka.topicPrefix(),
            "jobmill.kafka.replication-factor=1",
            "jobmill.mongodb.uri=" + mongo.uri(),
            "jobmill.mongodb.database=" + mongo.database(),
            "jobmill.secret-key=" + RunningProjector.SECRET,
            "server.port=0")
        .run();
  }

  private int status(String url) throws IOException, InterruptedException {
    return get(url).statusCode();
  }

  private String body(String url) throws IOException, InterruptedException {
    return get(url).body();
  }

  private HttpResponse<String> get(String url) throws IOException, InterruptedException {
    return http.send(
        HttpRequest.newBuilder(URI.create(url)).build(), HttpResponse.BodyHandlers.ofString());
  }
}
