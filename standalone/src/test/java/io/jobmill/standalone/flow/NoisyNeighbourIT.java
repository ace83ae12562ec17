// SPDX-License-Identifier: Apache-2.0
package io.jobmill.standalone.flow;

import static org.assertj.core.api.Assertions.assertThat;

import io.jobmill.testkit.time.Await;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** One submitter sends all it can through the gateway, another triggers now and then. */
class NoisyNeighbourIT {
  private static final int SLOTS = 8;
  private static final int NOISY = 600;
  private static final int QUIET = 20;

  /** What a submitter may have on normal queues at once. */
  private static final int SHARE = 25;

  @TempDir Path temp;

  /** Stated in docs/use/priorities.md. Starts are counted, so it holds at any speed. */
  @Test
  void onlyAFewJobsOfASubmitterThatFloodsOvertakeThoseOfAQuietOne() throws Exception {
    Map<String, String> settings =
        Map.of(
            "JOBMILL_WORKER_SLOTS", Integer.toString(SLOTS),
            "JOBMILL_GATEWAY_TRIGGER_BURST", Integer.toString(SHARE),
            "JOBMILL_GATEWAY_TRIGGER_PER_SECOND", "1");
    ExecutorService thread = Executors.newSingleThreadExecutor();
    try (StandaloneServer server =
        StandaloneServer.up(temp.resolve("data"), TestTemplates.in(temp), settings)) {
      JobmillApi api = server.api();
      JobmillApi noisy = api.withKey(key(api, "noisy"));
      JobmillApi quiet = api.withKey(key(api, "quiet"));

      Future<List<String>> flood = thread.submit(() -> noisy.triggerMany("short", NOISY));
      Await.until("the flood is beyond its share", () -> hasEndedOnTheLowQueue(api));
      List<String> ids = oneAfterTheOther(quiet);
      Collection<JsonNode> theirs = api.awaitSucceeded(flood.get(), Duration.ofMinutes(3)).values();
      Collection<JsonNode> ours = api.awaitSucceeded(ids, Duration.ofMinutes(1)).values();

      assertThat(ours).allMatch(job -> job.path("priority").asString().equals("normal"));
      assertThat(ours)
          .as("the flood was there all the time")
          .allMatch(job -> theirs.stream().anyMatch(other -> waitedWhenBegan(other, job)));
      List<Long> overtaken = ours.stream().map(job -> overtaking(job, theirs)).sorted().toList();
      assertThat(overtaken.get(QUIET / 2))
          .as("half of %s", overtaken)
          .isLessThanOrEqualTo(SLOTS / 2);
      assertThat(overtaken.get(QUIET * 9 / 10 - 1))
          .as("nine in ten of %s", overtaken)
          .isLessThanOrEqualTo(4 * SLOTS);
    } finally {
      thread.shutdownNow();
    }
  }

  private static String key(JobmillApi api, String name) throws InterruptedException {
    String body = "{\"name\":\"%s\",\"scopes\":[\"trigger\",\"view\"]}".formatted(name);
    return api.json("POST", "/api/v1/keys", body).path("key").asString();
  }

  private static boolean hasEndedOnTheLowQueue(JobmillApi api) throws InterruptedException {
    for (JsonNode job : api.json("GET", "/api/v1/jobs?status=succeeded", "").path("items")) {
      if (job.path("priority").asString().equals("low")) {
        return true;
      }
    }
    return false;
  }

  private static List<String> oneAfterTheOther(JobmillApi api) throws InterruptedException {
    List<String> ids = new ArrayList<>();
    for (int i = 0; i < QUIET; i++) {
      JsonNode ended = api.json("POST", "/api/v1/jobs?wait=30s", "{\"template\":\"short\"}");
      ids.add(ended.path("id").asString());
    }
    return ids;
  }

  /** How many of the others began between the job's submission and its start. */
  private static long overtaking(JsonNode job, Collection<JsonNode> others) {
    return others.stream()
        .map(other -> at(other, "startedAt"))
        .filter(
            began -> began.isAfter(at(job, "submittedAt")) && began.isBefore(at(job, "startedAt")))
        .count();
  }

  private static boolean waitedWhenBegan(JsonNode one, JsonNode other) {
    Instant began = at(other, "startedAt");
    return at(one, "submittedAt").isBefore(began) && at(one, "startedAt").isAfter(began);
  }

  private static Instant at(JsonNode job, String field) {
    return Instant.parse(job.path(field).asString());
  }
}
