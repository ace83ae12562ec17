// SPDX-License-Identifier: Apache-2.0
package io.jobmill.standalone.flow;

import static org.assertj.core.api.Assertions.assertThat;

import io.jobmill.testkit.time.Await;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A limit holds for all jobs of its template, whichever door they came through. */
class LimitedJobIT {

  private static final JsonMapper JSON = JsonMapper.builder().build();

  @TempDir Path temp;

  @Test
  void noTwoJobsOverlapHoweverTheyWereSubmittedAndThoughEachIsTriedAgain() throws Exception {
    Path diary = temp.resolve("diary");
    Path templates = TestTemplates.oneAtATime(temp, diary);

    try (StandaloneServer server = StandaloneServer.up(temp.resolve("data"), templates)) {
      JobmillApi api = server.api();
      List<String> ids = new ArrayList<>();
      ids.addAll(api.triggerMany("alone", 3));
      ids.add(once(api, "key-1"));
      assertThat(once(api, "key-1")).as("the same job").isEqualTo(ids.get(3));
      ids.add(submittedTwice(server.kafka()));
      ids.add(written(server.kafka()));
      ids.add(scheduled(api));

      ids.forEach(id -> api.awaitStatus(id, "Succeeded"));

      for (String id : ids) {
        assertThat(api.job(id).path("attempt").asInt()).isEqualTo(2);
      }
      List<String> lines = Files.readAllLines(diary);
      assertThat(lines).hasSize(2 * 2 * ids.size());
      for (int i = 0; i < lines.size(); i++) {
        assertThat(lines.get(i)).as("line %d of %s", i, lines).isEqualTo(word(i));
      }
    }
  }

  private static String word(int line) {
    return line % 2 == 0 ? "began" : "ended";
  }

  private static String once(JobmillApi api, String key) throws InterruptedException {
    String body = "{\"template\":\"alone\"}";
    String answer = api.send("POST", "/api/v1/jobs", body, "Idempotency-Key", key).body();
    return JSON.readTree(answer).path("id").asString();
  }

  private static String submittedTwice(String kafka) throws Exception {
    String id = UUID.randomUUID().toString();
    try (JobProducer producer = new JobProducer(kafka)) {
      for (int i = 0; i < 2; i++) {
        producer.sendTo("submissions", id, "{\"id\":\"%s\",\"template\":\"alone\"}".formatted(id));
      }
    }
    return id;
  }

  private static String written(String kafka) throws Exception {
    try (JobProducer producer = new JobProducer(kafka)) {
      return producer.submit("default", "alone", 1).get(0);
    }
  }

  private static String scheduled(JobmillApi api) throws InterruptedException {
    String when = "{\"kind\":\"once\",\"time\":\"2026-01-01T00:00:00Z\"}";
    String body = "{\"template\":\"alone\",\"when\":%s}".formatted(when);
    api.ok("PUT", "/api/v1/schedules/overdue", body);
    return Await.value("its job", () -> lastJob(api));
  }

  private static Optional<String> lastJob(JobmillApi api) throws InterruptedException {
    JsonNode job = api.json("GET", "/api/v1/schedules/overdue", "").path("lastJob");
    return job.isString() ? Optional.of(job.asString()) : Optional.empty();
  }
}
