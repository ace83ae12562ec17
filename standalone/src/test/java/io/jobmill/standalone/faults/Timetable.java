// SPDX-License-Identifier: Apache-2.0
package io.jobmill.standalone.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.jobmill.job.JobId;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The schedules of an installation: one goes on during each round. */
final class Timetable {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final int SECONDS = 3;
  private static final String SCHEDULE =
      "{\"template\":\"%s\",\"overlap\":\"allow\",\"when\":{\"kind\":\"cron\",\"expression\":\"0/%d * * * * ?\"}}";

  private final HttpClient http = HttpClient.newHttpClient();
  private final Installation installation;
  private final List<DueTimes> all = new ArrayList<>();

  Timetable(Installation installation) {
    this.installation = installation;
  }

  /** One more schedule. */
  void begin() throws IOException, InterruptedException {
    JsonNode made =
        JSON.readTree(send("PUT", SCHEDULE.formatted(Kind.RECURRING.template(), SECONDS)));
    all.add(
        new DueTimes(
            JobId.of(made.get("id").asString()),
            Instant.parse(made.get("createdAt").asString()),
            SECONDS));
  }

  /** It makes no job any more. */
  void end() throws IOException, InterruptedException {
    String unused = send("DELETE", "");
  }

  /** When the jobs of every schedule that there was are due. */
  List<DueTimes> all() {
    return List.copyOf(all);
  }

  private String send(String method, String body) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(
                installation.root().resolve("/api/v1/schedules/often-" + number(method)))
            .timeout(Duration.ofSeconds(10))
            .header("X-ApiKey", installation.adminKey())
            .header("Content-Type", "application/json")
            .method(method, BodyPublishers.ofString(body))
            .build();
    HttpResponse<String> response = http.send(request, BodyHandlers.ofString());
    assertThat(response.statusCode()).as("%s: %s", request, response.body()).isBetween(200, 299);
    return response.body();
  }

  private int number(String method) {
    return method.equals("PUT") ? all.size() + 1 : all.size();
  }
}
