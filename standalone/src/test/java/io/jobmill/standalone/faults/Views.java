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

  /** The status of every job there is, by its id. */
  Map<String, String> statuses() throws IOException, InterruptedException {
    Map<String, String> statuses = new HashMap<>();
    String cursor = "";
    do {
      JsonNode page = get("/api/v1/jobs?limit=1000" + cursor);
      page.get("items")
          .forEach(job -> statuses.put(job.get("id").asString(), job.get("status").asString()));
      JsonNode next = page.get("nextCursor");
      cursor =
          next == null
              ? ""
              : "&cursor=" + URLEncoder.encode(next.asString(), StandardCharsets.UTF_8);
    } while (!cursor.isEmpty());
    return statuses;
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
