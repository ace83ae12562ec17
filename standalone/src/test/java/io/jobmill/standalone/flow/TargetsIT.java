// SPDX-License-Identifier: Apache-2.0
package io.jobmill.standalone.flow;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.jobmill.event.Origin;
import io.jobmill.event.WorkerRecord;
import io.jobmill.event.WorkerState;
import io.jobmill.job.Pool;
import io.jobmill.testkit.process.ChildJvm;
import io.jobmill.testkit.time.Await;
import io.jobmill.wire.WorkerRecordCodec;
import io.jobmill.worker.WorkerApplication;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** A standalone server, whose worker is called one, and a worker called two beside it. */
class TargetsIT {
  @TempDir static Path temp;
  private static StandaloneServer server;
  private static ChildJvm two;
  private static JobmillApi api;

  @BeforeAll
  static void startBoth() throws Exception {
    Path data = temp.resolve("data");
    server =
        StandaloneServer.up(
            data,
            TestTemplates.in(temp),
            Map.of(
                "JOBMILL_WORKER_HOSTNAME", "one",
                "JOBMILL_WORKER_LABELS_GROUP", "db",
                "JOBMILL_GATEWAY_TRIGGER_ANSWER_WITHIN", "5s",
                "JOBMILL_PROJECTOR_ANSWER_WITHIN", "5s"));
    two =
        ChildJvm.of(WorkerApplication.class)
            .option("-Xmx256m")
            .environment("SERVER_PORT", "0")
            .environment("JOBMILL_DATA_DIR", temp.resolve("two").toString())
            .environment("JOBMILL_KAFKA_BOOTSTRAP_SERVERS", server.kafka())
            .environment("JOBMILL_SECRET_KEY", Files.readString(data.resolve("secret.key")).strip())
            .environment("JOBMILL_WORKER_HOSTNAME", "two")
            .environment("JOBMILL_WORKER_LABELS_GROUP", "web.eu")
            .start();
    api = server.api();
    Await.until("both workers are known", () -> ready().containsAll(List.of("one", "two")));
  }

  @AfterAll
  static void stopBoth() {
    two.close();
    server.close();
  }

  @Test
  void aJobForAllRunsOnEveryWorkerAndItsLogIsInTheOrderOfTheirNames() throws Exception {
    String token = api.trigger("everywhere");

    api.awaitStatus(token, "Succeeded");
    assertThat(api.log(token)).isEqualTo("INFO: I am one\nINFO: I am two\n");
    assertThat(api.timeline(token)).contains("received", "started", "succeeded");
  }

  @Test
  void aHostnameOrALabelFindsItsWorker() throws Exception {
    for (String target : List.of("two", "group:web", "group:web.eu")) {
      String id = start(target).get("id").asString();
      api.awaitStatus(id, "Succeeded");
      assertThat(api.log(id)).isEqualTo("INFO: I am two\n");
    }
  }

  @Test
  void aTargetThatMeansNobodyIsRefused() throws Exception {
    HttpResponse<String> answer = post("three");

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body())
        .contains("target agent \\\"three\\\" not found: no worker of pool 'default' matches");
    assertThat(post("group:we").statusCode()).isEqualTo(400);
  }

  @Test
  void aKafkaProducerCanNameATargetToo() throws Exception {
    try (JobProducer producer = new JobProducer(server.kafka())) {
      String id = "5f0c2f3e-6f0e-4c53-9a55-3b0f1c9d2e10";
      String nobody = "5f0c2f3e-6f0e-4c53-9a55-3b0f1c9d2e11";
      producer.send("default", id, "{\"template\":\"anywhere\",\"target\":\"group:web\"}");
      producer.send("default", nobody, "{\"template\":\"anywhere\",\"target\":\"three\"}");

      awaitStatus(id, "succeeded");
      assertThat(api.log(id)).isEqualTo("INFO: I am two\n");
      awaitStatus(nobody, "rejected");
      assertThat(api.job(nobody).get("error").asString())
          .isEqualTo("no worker of pool 'default' that is ready matches target 'three'");
    }
  }

  @Test
  void jobsForAllUnderALimitAreUnderWayOneAfterTheOther() throws Exception {
    limited("one-for-all", "\"target\":\"_all\",\"concurrency\":{\"max\":1}");

    List<String> jobs = List.of(api.trigger("one-for-all"), api.trigger("one-for-all"));

    for (String job : jobs) {
      awaitStatus(job, "succeeded");
      assertThat(api.log(job)).isEqualTo("INFO: I am one\nINFO: I am two\n");
    }
    assertThat(mostAtOnce(jobs)).isEqualTo(1);
  }

  @Test
  void aLimitHoldsForAllWorkersHoweverJobsAreSubmitted() throws Exception {
    limited("two-at-once", "\"concurrency\":{\"max\":2}");
    List<String> jobs = new ArrayList<>(api.triggerMany("two-at-once", 8));
    try (JobProducer producer = new JobProducer(server.kafka())) {
      jobs.addAll(producer.submit("default", "two-at-once", 8));
    }

    api.awaitSucceeded(jobs, Duration.ofSeconds(60));

    assertThat(mostAtOnce(jobs)).isEqualTo(2);
  }

  private static void limited(String template, String fields) throws Exception {
    api.json(
        "PUT",
        "/api/v1/templates/" + template,
        "{%s,\"operation\":{\"type\":\"shell\",\"data\":{\"script\":\"echo I am $JOBMILL_WORKER; sleep 0.2\"}}}"
            .formatted(fields));
  }

  /** How many of the jobs were running at the same time at most, as they tell themselves. */
  private static int mostAtOnce(List<String> jobs) throws Exception {
    NavigableMap<Instant, Integer> changes = new TreeMap<>();
    for (String id : jobs) {
      JsonNode job = api.job(id);
      changes.merge(Instant.parse(job.get("startedAt").asString()), 1, Integer::sum);
      changes.merge(Instant.parse(job.get("endedAt").asString()), -1, Integer::sum);
    }
    int running = 0;
    int most = 0;
    for (int change : changes.values()) {
      running += change;
      most = Math.max(most, running);
    }
    return most;
  }

  @Test
  void aWorkerThatDoesNotAnswerFailsItsPartAndNothingElse() throws Exception {
    beat("ghost");
    Await.until("the third worker is known", () -> ready().contains("ghost"));

    String id = start("_all").get("id").asString();

    awaitStatus(id, "partial_failure");
    assertThat(api.job(id).get("error").asString())
        .isEqualTo("1 of 3 workers failed: ghost: timeout: agent did not respond");
    assertThat(api.status(id)).isEqualTo("Error");
    beat("ghost", WorkerState.STOPPED);
    Await.until("the third worker is gone", () -> !ready().contains("ghost"));
  }

  private static JsonNode start(String target) throws Exception {
    return api.json(
        "POST", "/api/v1/jobs", "{\"template\":\"anywhere\",\"target\":\"%s\"}".formatted(target));
  }

  private static HttpResponse<String> post(String target) throws Exception {
    return api.send(
        "POST", "/api/v1/jobs", "{\"template\":\"anywhere\",\"target\":\"%s\"}".formatted(target));
  }

  private static void awaitStatus(String id, String status) {
    Await.untilAsserted(
        id + " is " + status,
        () -> assertThat(api.job(id).get("status").asString()).isEqualTo(status));
  }

  /** The names of the workers that are alive and take jobs. */
  private static List<String> ready() throws Exception {
    List<String> names = new ArrayList<>();
    for (JsonNode worker : api.json("GET", "/api/v1/workers", "").get("items")) {
      if (worker.get("alive").asBoolean() && worker.get("state").asString().equals("ready")) {
        names.add(worker.get("hostname").asString());
      }
    }
    return names;
  }

  private static void beat(String name) throws Exception {
    beat(name, WorkerState.READY);
  }

  private static void beat(String name, WorkerState state) throws Exception {
    byte[] heartbeat =
        WorkerRecordCodec.encode(
            new WorkerRecord.Heartbeat(
                new Origin("id-of-" + name, "i1"),
                1,
                Duration.ofSeconds(2),
                name,
                List.of(Pool.DEFAULT),
                Map.of(),
                1,
                state,
                List.of("shell"),
                List.of(),
                null,
                Instant.now()));
    try (JobProducer producer = new JobProducer(server.kafka())) {
      producer.sendTo("workers", "id-of-" + name, new String(heartbeat, UTF_8));
    }
  }
}
