// SPDX-License-Identifier: Apache-2.0
package io.jobmill.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoClients;
import io.jobmill.event.LogLevel;
import io.jobmill.event.Origin;
import io.jobmill.event.WorkerRecord;
import io.jobmill.event.WorkerState;
import io.jobmill.gateway.testing.Http;
import io.jobmill.gateway.testing.StartedGateway;
import io.jobmill.gateway.testing.Views;
import io.jobmill.job.JobRequest;
import io.jobmill.job.JobStatus;
import io.jobmill.job.Pool;
import io.jobmill.kafka.DeadLetter;
import io.jobmill.kafka.KafkaClients;
import io.jobmill.kafka.KafkaSettings;
import io.jobmill.kafka.Sends;
import io.jobmill.store.Fields;
import io.jobmill.store.StorageIds;
import io.jobmill.store.ViewDatabase;
import io.jobmill.testkit.infrastructure.KafkaServer;
import io.jobmill.testkit.infrastructure.MongoServer;
import io.jobmill.testkit.infrastructure.WithKafka;
import io.jobmill.testkit.infrastructure.WithMongo;
import io.jobmill.testkit.time.Await;
import io.jobmill.view.JobView;
import io.jobmill.view.Run;
import io.jobmill.view.RunStatus;
import io.jobmill.wire.JobRequestCodec;
import io.jobmill.wire.LogChunkCodec;
import io.jobmill.wire.WorkerCommandCodec;
import io.jobmill.wire.WorkerRecordCodec;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.bson.Document;
import org.bson.types.Binary;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@WithKafka
@WithMongo
class GatewayIT {

  private static final String TEMPLATE =
      """
      name: t
      pool: %s
      operation: {type: shell, data: {script: "true"}}
      """;

  @TempDir private Path folder;

  private final KafkaServer kafka;
  private final MongoServer mongo;
  private final String[] admin = {"Authorization", "Bearer " + StartedGateway.ADMIN};
  private StartedGateway gateway;
  private Http http;

  GatewayIT(KafkaServer kafka, MongoServer mongo) {
    this.kafka = kafka;
    this.mongo = mongo;
  }

  @BeforeEach
  void start() throws IOException {
    Files.writeString(folder.resolve("t.yaml"), TEMPLATE.formatted("default"));
    gateway = StartedGateway.start(kafka, mongo.uri(), mongo.database(), folder);
    http = gateway.http();
  }

  @AfterEach
  void stop() {
    gateway.close();
  }

  @Test
  void putsAJobOnItsQueueForAWorkerToRead() {
    String token = http.get("/api/jobs/trigger?template=t").body();

    ConsumerRecord<byte[], byte[]> record = lastOf(kafka.topic("jobs.default"));
    JobRequest request =
        JobRequestCodec.decode(record.topic(), 0, record.offset(), record.key(), record.value());
    assertThat(String.valueOf(request.id())).isEqualTo(token);
    assertThat(record.headers().lastHeader("jobmill-signature")).isNotNull();
    assertThat(http.get("/api/jobs/status?token=" + token).body()).isEqualTo("Pending");
  }

  @Test
  void readsWhatTheProjectorWrote() {
    Run run = Views.run(1, "alpha", RunStatus.SUCCEEDED, 1);
    JobView job = Views.job("t", JobStatus.SUCCEEDED, run);
    try (var client = MongoClients.create(mongo.uri())) {
      ViewDatabase database = new ViewDatabase(client, mongo.database());
      database.jobs().insertOne(job);
      database
          .logs()
          .insertOne(
              new Document(Fields.ID, StorageIds.logChunk(job.id(), run, 0))
                  .append(
                      Fields.RECORD,
                      new Binary(
                          LogChunkCodec.encode(
                              Views.chunk(job.id(), run, 0, Views.entry(LogLevel.INFO, "hi"))))));
      database
          .results()
          .insertOne(
              new Document(Fields.ID, StorageIds.result(job.id(), run))
                  .append(Fields.TEXT, "done"));
    }

    assertThat(http.get("/api/jobs/status?token=" + job.id()).body()).isEqualTo("Succeeded");
    assertThat(http.get("/api/jobs/logs?token=" + job.id()).body()).isEqualTo("INFO: hi\n");
    assertThat(http.get("/api/v1/jobs/" + job.id(), admin).body())
        .contains("\"result\":\"done\"", "\"status\":\"succeeded\"");
  }

  @Test
  void putsAChangedFileInForceAndMakesTheQueueOfItsPool() throws IOException {
    Files.writeString(folder.resolve("t.yaml"), TEMPLATE.formatted("mill"));

    Await.until(
        "the change is in force",
        () -> http.get("/api/v1/templates/t", admin).body().contains("\"pool\":\"mill\""));
    assertThat(http.get("/api/jobs/trigger?template=t").statusCode()).isEqualTo(200);
    assertThat(lastOf(kafka.topic("jobs.mill")).value()).isNotEmpty();
  }

  @Test
  void keepsTheLastGoodVersionAndListsWhatIsWrongWithAFile() throws IOException {
    Files.writeString(folder.resolve("t.yaml"), "name: t\npool: NO\n");

    Await.until(
        "the problem is listed",
        () -> http.get("/api/v1/templates", admin).body().contains("\"line\":2"));
    assertThat(http.get("/api/jobs/trigger?template=t").statusCode()).isEqualTo(200);
  }

  @Test
  void sharesKeysAndTemplatesWithEveryGatewayWithinSeconds() {
    try (var other = StartedGateway.start(kafka, mongo.uri(), mongo.database(), null)) {
      var made =
          http.json("/api/v1/keys", "{\"name\":\"ci\",\"scopes\":[\"manage\"]}", admin).body();
      Matcher key = Pattern.compile("\"key\":\"([^\"]+)\"").matcher(made);
      assertThat(key.find()).isTrue();
      String[] bearer = {"Authorization", "Bearer " + key.group(1)};

      Await.until(
          "the key is known", () -> other.http().get("/api/v1/keys", bearer).statusCode() == 200);
      other.http().method("DELETE", "/api/v1/keys/ci", admin);
      Await.until("the key is revoked", () -> http.get("/api/v1/keys", bearer).statusCode() == 401);

      assertThat(other.http().get("/api/jobs/trigger?template=t").statusCode()).isEqualTo(200);
    }
  }

  @Test
  void knowsKeysAndTemplatesAgainAfterAStart() {
    http.json("/api/v1/keys", "{\"name\":\"kept\",\"scopes\":[\"view\"]}", admin);
    http.json(
        "/api/v1/templates",
        "{\"name\":\"made\",\"operation\":{\"type\":\"x\",\"data\":{}}}",
        admin);
    gateway.close();

    gateway = StartedGateway.start(kafka, mongo.uri(), mongo.database(), folder);

    assertThat(gateway.http().get("/api/v1/keys/kept", admin).statusCode()).isEqualTo(200);
    assertThat(gateway.http().get("/api/v1/templates/made", admin).body())
        .contains("\"origin\":\"api\"");
    assertThat(gateway.http().get("/api/v1/templates/t", admin).body())
        .contains("\"origin\":\"file\"", "\"source\":\"t.yaml\"");
  }

  @Test
  void startsAndTriggersWithoutAStore() {
    try (var lone = StartedGateway.start(kafka, "mongodb://127.0.0.1:1", "none", null)) {
      assertThat(lone.http().get("/actuator/health/readiness").statusCode()).isEqualTo(200);
      String token = lone.http().get("/api/jobs/trigger?template=t").body();

      var status = lone.http().get("/api/jobs/status?token=" + token);

      assertThat(status.statusCode()).isEqualTo(503);
      assertThat(status.headers().firstValue("Retry-After")).isPresent();
    }
  }

  @Test
  void listsDeadLetters() {
    KafkaClients clients = clients();
    try (var producer = clients.producer("test", Duration.ofSeconds(5))) {
      for (int i = 0; i < 3; i++) {
        var unreadable =
            new ConsumerRecord<byte[], byte[]>(
                "q", 0, i, null, ("{" + i).getBytes(StandardCharsets.UTF_8));
        new Sends(producer)
            .all(List.of(DeadLetter.of(kafka.topic("dead-letters"), unreadable, "broken")));
      }
    }

    var page = http.get("/api/v1/dead-letters?limit=2", admin).body();

    assertThat(page)
        .contains("\"offset\":2", "\"offset\":1", "\"reason\":\"broken\"", "nextCursor")
        .doesNotContain("\"offset\":0,");
  }

  @Test
  void keepsWhoChangedWhat() {
    for (String name : List.of("one", "two", "three")) {
      http.json("/api/v1/keys", "{\"name\":\"%s\",\"scopes\":[\"view\"]}".formatted(name), admin);
    }

    var page = http.get("/api/v1/audit?action=key&limit=2", admin).body();
    assertThat(page)
        .contains("\"subject\":\"three\"", "\"subject\":\"two\"", "nextCursor")
        .doesNotContain("\"one\"");
    Matcher cursor = Pattern.compile("\"nextCursor\":\"([^\"]+)\"").matcher(page);
    assertThat(cursor.find()).isTrue();
    assertThat(http.get("/api/v1/audit?action=key&cursor=" + cursor.group(1), admin).body())
        .contains("\"subject\":\"one\"")
        .doesNotContain("\"two\"", "nextCursor");
    assertThat(http.get("/api/v1/audit?from=2100-01-01T00:00:00Z", admin).body())
        .isEqualTo("{\"items\":[]}");
    assertThat(
            http.get("/api/v1/audit", admin[0], admin[1], "Accept", "application/x-ndjson")
                .body()
                .lines())
        .hasSizeGreaterThanOrEqualTo(3)
        .allMatch(line -> line.startsWith("{\"at\":") && line.endsWith("}"));
  }

  @Test
  void knowsTheWorkersThatSaidTheyAreAlive() {
    var beat =
        new WorkerRecord.Heartbeat(
            new Origin("w-1", "1"),
            1,
            Duration.ofMinutes(1),
            "alpha",
            List.of(Pool.DEFAULT),
            Map.of(),
            4,
            WorkerState.READY,
            List.of("shell"),
            List.of(),
            null,
            Instant.now(Clock.systemUTC()));
    try (var producer = clients().producer("test", Duration.ofSeconds(5))) {
      new Sends(producer)
          .all(
              List.of(
                  new ProducerRecord<>(
                      kafka.topic("workers"),
                      "w-1".getBytes(StandardCharsets.UTF_8),
                      WorkerRecordCodec.encode(beat))));
    }

    Await.until(
        "the worker is listed",
        () -> http.get("/api/v1/workers", admin).body().contains("\"hostname\":\"alpha\""));
    assertThat(http.method("POST", "/api/v1/workers/alpha/drain", admin).statusCode())
        .isEqualTo(202);
    assertThat(WorkerCommandCodec.decode(lastOf(kafka.topic("commands")).value()).drain()).isTrue();
  }

  private KafkaClients clients() {
    return new KafkaClients(
        KafkaSettings.singleBroker(kafka.bootstrapServers()).withTopicPrefix(kafka.topicPrefix()));
  }

  private ConsumerRecord<byte[], byte[]> lastOf(String topic) {
    try (var consumer = clients().consumer("test", Map.of())) {
      var partition = new TopicPartition(topic, 0);
      consumer.assign(List.of(partition));
      long end = consumer.endOffsets(List.of(partition)).getOrDefault(partition, 0L);
      consumer.seek(partition, end - 1);
      return Await.value(
          "the record of " + Pool.DEFAULT,
          () -> {
            for (var record : consumer.poll(Duration.ofMillis(200))) {
              return Optional.of(record);
            }
            return Optional.empty();
          });
    }
  }
}
