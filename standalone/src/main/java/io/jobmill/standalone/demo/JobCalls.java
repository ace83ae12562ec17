// SPDX-License-Identifier: Apache-2.0
package io.jobmill.standalone.demo;

import io.jobmill.standalone.RefusedException;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** The three calls of a job's caller: trigger, status, logs. */
final class JobCalls {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final HttpClient client = HttpClient.newBuilder().connectTimeout(PATIENCE).build();
  private final URI root;
  private final String key;

  JobCalls(URI root, String key) {
    this.root = root;
    this.key = key;
  }

  /** The token of the new job. */
  String trigger(String template) throws InterruptedException {
    return get("trigger?template=" + encoded(template));
  }

  String status(String token) throws InterruptedException {
    return get("status?token=" + encoded(token));
  }

  /** All log entries so far, a line each. */
  String log(String token) throws InterruptedException {
    return get("logs?token=" + encoded(token));
  }

  private String get(String call) throws InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(root.resolve("/api/jobs/" + call))
            .header("X-ApiKey", key)
            .timeout(PATIENCE)
            .build();
    try {
      HttpResponse<String> response =
          client.send(request, HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
      if (response.statusCode() != 200) {
        throw new RefusedException(
            "%s was answered with %d: %s"
                .formatted(request.uri(), response.statusCode(), response.body().strip()));
      }
      return response.body();
    } catch (IOException e) {
      throw new RefusedException("%s failed: %s".formatted(request.uri(), e.getMessage()), e);
    }
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
