// SPDX-License-Identifier: Apache-2.0
package io.jobmill.standalone.flow;

import static org.assertj.core.api.Assertions.assertThat;

import io.jobmill.testkit.time.Await;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The HTTP API as a caller with one key sees it. */
final class JobmillApi {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final HttpClient client = HttpClient.newHttpClient();
  private final URI root;
  private final String key;

  JobmillApi(URI root, String key) {
    this.root = root;
    this.key = key;
  }

  JobmillApi withKey(String other) {
    return new JobmillApi(root, other);
  }

  /** The token of a new job. */
  String trigger(String template, Map<String, String> variables) throws InterruptedException {
    String query =
        variables.entrySet().stream()
            .map(entry -> "&" + encoded(entry.getKey()) + "=" + encoded(entry.getValue()))
            .collect(Collectors.joining());
    return ok("GET", "/api/jobs/trigger?template=" + encoded(template) + query, "");
  }

  String trigger(String template) throws InterruptedException {
    return trigger(template, Map.of());
  }

  /** The tokens of many new jobs, triggered by several callers at once. */
  List<String> triggerMany(String template, int count) throws Exception {
    ExecutorService callers = Executors.newFixedThreadPool(8);
    Callable<String> call = () -> trigger(template);
    try {
      List<String> tokens = new ArrayList<>();
      for (Future<String> token : callers.invokeAll(Collections.nCopies(count, call))) {
        tokens.add(token.get());
      }
      return tokens;
    } finally {
      callers.shutdownNow();
    }
  }

  /** The jobs by id, when all of them have succeeded. */
  Map<String, JsonNode> awaitSucceeded(Collection<String> ids, Duration bound) {
    Map<String, JsonNode> succeeded = new HashMap<>();
    Set<String> missing = new HashSet<>(ids);
    Awaitility.await("all have succeeded")
        .atMost(bound)
        .pollInterval(Duration.ofMillis(500))
        .untilAsserted(
            () -> {
              // Lists take a page for what would be a thousand questions; they are asked only once
              // one that is still missing has ended.
              String next = missing.iterator().next();
              JsonNode one = job(next);
              assertThat(one.get("status").asString()).as("%s", one).isEqualTo("succeeded");
              succeeded.putAll(jobs("status=succeeded"));
              missing.removeAll(succeeded.keySet());
              assertThat(missing).isEmpty();
            });
    succeeded.keySet().retainAll(new HashSet<>(ids));
    return succeeded;
  }

  /** All jobs of a list by id, page after page. */
  private Map<String, JsonNode> jobs(String filter) throws InterruptedException {
    Map<String, JsonNode> jobs = new HashMap<>();
    String cursor = "";
    do {
      JsonNode page = json("GET", "/api/v1/jobs?limit=1000&" + filter + cursor, "");
      page.get("items").forEach(job -> jobs.put(job.get("id").asString(), job));
      JsonNode next = page.get("nextCursor");
      cursor = next == null ? "" : "&cursor=" + encoded(next.asString());
    } while (!cursor.isEmpty());
    return jobs;
  }

  /** The types of a job's events, in their order. */
  List<String> timeline(String id) throws InterruptedException {
    List<String> types = new ArrayList<>();
    json("GET", "/api/v1/jobs/" + id + "/events", "")
        .get("items")
        .forEach(event -> types.add(event.get("type").asString()));
    return types;
  }

  /** One of the Otter words. */
  String status(String token) throws InterruptedException {
    return ok("GET", "/api/jobs/status?token=" + token, "");
  }

  String log(String token) throws InterruptedException {
    return ok("GET", "/api/jobs/logs?token=" + token, "");
  }

  /** The log as it comes, to be closed. */
  InputStream logStream(String token) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(root.resolve("/api/jobs/logs?token=" + token))
            .header("X-ApiKey", key)
            .build();
    HttpResponse<InputStream> response = client.send(request, BodyHandlers.ofInputStream());
    assertThat(response.statusCode()).isEqualTo(200);
    return response.body();
  }

  void awaitStatus(String token, String status) {
    Await.untilAsserted(
        "job " + token + " is " + status, () -> assertThat(status(token)).isEqualTo(status));
  }

  JsonNode job(String id) throws InterruptedException {
    return json("GET", "/api/v1/jobs/" + id, "");
  }

  JsonNode json(String method, String path, String body) throws InterruptedException {
    return JSON.readTree(ok(method, path, body));
  }

  /** The body of a reply that must be a good one. */
  String ok(String method, String path, String body) throws InterruptedException {
    HttpResponse<String> response = send(method, path, body);
    assertThat(response.statusCode())
        .as("%s %s: %s", method, path, response.body())
        .isBetween(200, 299);
    return response.body();
  }

  HttpResponse<String> send(String method, String path, String body, String... headers)
      throws InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(root.resolve(path))
            .header("X-ApiKey", key)
            .method(
                method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
    if (headers.length > 0) {
      request.headers(headers);
    }
    if (!body.isEmpty()) {
      request.header("Content-Type", "application/json");
    }
    try {
      return client.send(request.build(), BodyHandlers.ofString(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new AssertionError(method + " " + path + " failed", e);
    }
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
