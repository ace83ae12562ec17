// SPDX-License-Identifier: Apache-2.0
package io.jobmill.standalone.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.jobmill.job.JobId;
import io.jobmill.testkit.time.Await;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import java.util.UUID;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** A record on a queue is a job, whoever wrote it. */
class KafkaProducerIT {
  private static final String UNKNOWN = "{\"template\":\"nobody-made-this\"}";

  private static final String TRACE_ID = "4bf92f3577b34da6a3ce929d0e0e4736";
  private static final String PARENT = "00-" + TRACE_ID + "-00f067aa0ba902b7-01";

  private static StandaloneServer server;
  private static JobmillApi api;

  @BeforeAll
  static void start(@TempDir Path temp) throws Exception {
    server = StandaloneServer.up(temp.resolve("data"), TestTemplates.in(temp));
    api = server.api();
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Test
  void runsAJobThatIsReadableByItsKey() throws Exception {
    String id = UUID.randomUUID().toString();

    send("default", id, "{\"template\":\"greet\",\"variables\":{\"Name\":\"Kafka\"}}");

    api.awaitStatus(id, "Succeeded");
    assertThat(api.log(id)).startsWith("INFO: hello Kafka\n");
  }

  @Test
  void aTraceGoesFromItsRecordToTheScriptAndBack() throws Exception {
    String id = UUID.randomUUID().toString();

    try (JobProducer producer = new JobProducer(server.kafka())) {
      producer.send("default", id, "{\"template\":\"traced\"}", PARENT);
    }

    api.awaitStatus(id, "Succeeded");
    assertThat(api.log(id)).isEqualTo("INFO: " + PARENT + " \n");
    assertThat(api.job(id).path("traceId").asString()).isEqualTo(TRACE_ID);
    Await.untilAsserted(
        "every event names it",
        () ->
            assertThat(EventTopic.headerByType(server.kafka(), id, "traceparent"))
                .containsEntry("received", PARENT)
                .containsEntry("started", PARENT)
                .containsEntry("succeeded", PARENT));
  }

  @Test
  void aTraceGoesFromACallerOverHttpTheSameWay() throws Exception {
    String id =
        api.send(
                "GET",
                "/api/jobs/trigger?template=traced",
                "",
                "traceparent",
                PARENT,
                "tracestate",
                "a=1")
            .body();

    api.awaitStatus(id, "Succeeded");
    assertThat(api.log(id)).isEqualTo("INFO: " + PARENT + " a=1\n");
    assertThat(api.job(id).path("traceId").asString()).isEqualTo(TRACE_ID);
    Await.untilAsserted(
        "every event names it",
        () ->
            assertThat(EventTopic.headerByType(server.kafka(), id, "tracestate"))
                .containsEntry("received", "a=1")
                .containsEntry("succeeded", "a=1"));
  }

  @Test
  void aTraceThatIsNotValidIsIgnoredForTheJobsOwn() throws Exception {
    var answer =
        api.send("GET", "/api/jobs/trigger?template=traced", "", "traceparent", "00-nonsense-01");

    assertThat(answer.statusCode()).isEqualTo(200);
    String id = answer.body();
    String own = id.replace("-", "");
    api.awaitStatus(id, "Succeeded");
    assertThat(api.job(id).path("traceId").asString()).isEqualTo(own);
    assertThat(api.log(id)).startsWith("INFO: 00-" + own + "-");
    assertThat(EventTopic.headerByType(server.kafka(), id, "traceparent").get("succeeded"))
        .startsWith("00-" + own + "-");
  }

  @Test
  void runsASubmissionThatIsWrittenTwiceOnce() throws Exception {
    String id = UUID.randomUUID().toString();
    String value = "{\"id\":\"%s\",\"template\":\"noop\"}".formatted(id);

    try (JobProducer producer = new JobProducer(server.kafka())) {
      producer.sendTo("submissions", id, value);
      producer.sendTo("submissions", "another key", value);
    }

    api.awaitStatus(id, "Succeeded");
    assertThat(api.timeline(id)).filteredOn("started"::equals).hasSize(1);
  }

  @Test
  void runsAJobWithoutIdOrKeyUnderTheIdThatItsPlaceGives() throws Exception {
    RecordMetadata sent = send("default", null, "{\"template\":\"noop\"}");

    JobId id = JobId.ofRecord(sent.topic(), sent.partition(), sent.offset());
    api.awaitStatus(id.toString(), "Succeeded");
  }

  @Test
  void showsAJobAsPendingBeforeAnyWorkerCouldTakeIt() throws Exception {
    String id = UUID.randomUUID().toString();

    send("elsewhere", id, "{\"template\":\"elsewhere\"}");

    api.awaitStatus(id, "Pending");
    Await.untilAsserted(
        "it is in the list",
        () -> assertThat(api.job(id).get("status").asString()).isEqualTo("pending"));
  }

  @Test
  void rejectsAJobOfAnUnknownTemplateVisibly() throws Exception {
    String id = UUID.randomUUID().toString();

    send("default", id, UNKNOWN);

    api.awaitStatus(id, "Error");
    JsonNode job = api.job(id);
    assertThat(job.get("status").asString()).isEqualTo("rejected");
    assertThat(job.get("error").asString()).contains("nobody-made-this");
  }

  @Test
  void listsARecordThatNobodyCanRead() throws Exception {
    RecordMetadata sent = send("default", null, "no json");

    JsonNode letter =
        Await.value("the dead letter", () -> deadLetter(sent.partition(), sent.offset()));
    assertThat(letter.get("topic").asString()).isEqualTo(sent.topic());
    assertThat(letter.get("reason").asString()).isNotBlank();
  }

  @Test
  void runsAJobThatKcatSends() throws Exception {
    assumeTrue(installed("kcat"), "kcat is not installed");
    String id = UUID.randomUUID().toString();
    Process kcat =
        new ProcessBuilder(
                "kcat", "-P", "-b", server.kafka(), "-t", "jobmill.jobs.default", "-k", id)
            .start();
    kcat.getOutputStream().write("{\"template\":\"noop\"}".getBytes(StandardCharsets.UTF_8));
    kcat.getOutputStream().close();
    assertThat(kcat.waitFor()).isZero();

    api.awaitStatus(id, "Succeeded");
  }

  private static RecordMetadata send(String pool, @Nullable String key, String value)
      throws Exception {
    try (JobProducer producer = new JobProducer(server.kafka())) {
      return producer.send(pool, key, value);
    }
  }

  private static Optional<JsonNode> deadLetter(int partition, long offset)
      throws InterruptedException {
    for (JsonNode letter : api.json("GET", "/api/v1/dead-letters", "").get("items")) {
      if (letter.get("partition").asInt() == partition && letter.get("offset").asLong() == offset) {
        return Optional.of(letter);
      }
    }
    return Optional.empty();
  }

  private static boolean installed(String program) throws InterruptedException {
    try {
      return new ProcessBuilder(program, "-V").start().waitFor() == 0;
    } catch (IOException e) {
      return false;
    }
  }
}
