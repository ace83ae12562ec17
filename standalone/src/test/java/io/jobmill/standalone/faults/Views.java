// SPDX-License-Identifier: Apache-2.0
package io.jobmill.standalone.faults;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What the API says of jobs. */
final class Views {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final HttpClient http = HttpClient.newHttpClient();
  private final URI root;
  private final String key;

  Views(URI root, String key) {
    this.root = root;
    this.key = key;
  }

  /**
   * A job.
   *
   * @param submittedAt when it was on its queue first, by the broker's clock
   * @param exhausted whether it failed with all its attempts used
   */
  record Job(String id, String template, String status, Instant submittedAt, boolean exhausted) {
    private static Job of(JsonNode job) {
      return new Job(
          job.get("id").asString(),
          job.path("template").asString(""),
          job.get("status").asString(),
          Instant.parse(job.get("submittedAt").asString()),
          job.path("exhausted").asBoolean(false));
    }
  }

  /** Every job there is, by its id. */
  Map<String, Job> jobs() throws IOException, InterruptedException {
    Map<String, Job> jobs = new HashMap<>();
    String cursor = "";
    do {
      JsonNode page = get("/api/v1/jobs?limit=1000" + cursor);
      page.get("items").forEach(job -> jobs.put(job.get("id").asString(), Job.of(job)));
      JsonNode next = page.get("nextCursor");
      cursor =
          next == null
              ? ""
              : "&cursor=" + URLEncoder.encode(next.asString(), StandardCharsets.UTF_8);
    } while (!cursor.isEmpty());
    return jobs;
  }

  /** The events of a job that changed something, by their type, in order. */
  List<String> eventsThatCounted(String id) throws IOException, InterruptedException {
    List<String> types = new ArrayList<>();
    for (JsonNode event : get("/api/v1/jobs/" + id + "/events").get("items")) {
      if (event.get("late") == null) {
        types.add(event.get("type").asString());
      }
    }
    return types;
  }

  private JsonNode get(String path) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(root.resolve(path))
            .timeout(Duration.ofSeconds(10))
            .header("X-ApiKey", key)
            .build();
    HttpResponse<String> response = http.send(request, BodyHandlers.ofString());
    if (response.statusCode() != 200) {
      throw new IOException(path + ": " + response.statusCode() + " " + response.body());
    }
    return JSON.readTree(response.body());
  }
}
