// SPDX-License-Identifier: Apache-2.0
package io.jobmill.standalone.flow;

import static org.assertj.core.api.Assertions.assertThat;

import io.jobmill.testkit.time.Await;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class KeyfactorFlowIT {

  private static final JsonMapper JSON = JsonMapper.builder().build();

  @TempDir Path temp;
  private final HttpClient client = HttpClient.newHttpClient();
  private URI root = URI.create("http://localhost");
  private String basic = "";

  @Test
  void aJobIsScheduledForAnAgentAndRunsThere() throws Exception {
    Path data = temp.resolve("data");
    try (StandaloneServer server = StandaloneServer.up(data, TestTemplates.in(temp))) {
      root = server.http();
      basic = basic(Files.readString(data.resolve("admin.key")).strip());
      JsonNode agent = read("/KeyfactorAPI/Agents").get(0);

      String past =
          custom(agent, "{\"ExactlyOnce\":{\"Time\":\"2026-01-01T00:00:00Z\"}}")
              .get("JobId")
              .asString();
      String often = custom(agent, "{\"Interval\":{\"Minutes\":60}}").get("JobId").asString();

      JsonNode row = awaitCompleted(past);
      assertThat(row.get("Result").asInt()).as(row.toString()).isEqualTo(2);
      assertThat(row.get("JobType").asString()).isEqualTo("greet");
      assertThat(row.get("AgentMachine")).isEqualTo(agent.get("ClientMachine"));
      assertThat(row.get("Schedule").toString())
          .isEqualTo("{\"ExactlyOnce\":{\"Time\":\"2026-01-01T00:00:00Z\"}}");
      awaitCompleted(often);
      Await.untilAsserted(
          "only what recurs is scheduled",
          () ->
              assertThat(read("/KeyfactorAPI/OrchestratorJobs/ScheduledJobs"))
                  .extracting(job -> job.get("Id").asString())
                  .containsExactly(often));

      send("/KeyfactorAPI/OrchestratorJobs/Unschedule", "{\"JobIds\":[\"" + often + "\"]}");
      assertThat(read("/KeyfactorAPI/OrchestratorJobs/ScheduledJobs")).isEmpty();
    }
  }

  private JsonNode custom(JsonNode agent, String schedule) throws Exception {
    return JSON.readTree(
        send(
            "/KeyfactorAPI/OrchestratorJobs/Custom",
            "{\"AgentId\":%s,\"JobTypeName\":\"greet\",\"Schedule\":%s,\"JobFields\":{\"Name\":\"you\"}}"
                .formatted(agent.get("AgentId"), schedule)));
  }

  private JsonNode awaitCompleted(String series) throws Exception {
    String path =
        "/KeyfactorAPI/OrchestratorJobs/JobHistory?QueryString="
            + URLEncoder.encode(
                "JobId -eq \"%s\" AND Status -eq Completed".formatted(series),
                StandardCharsets.UTF_8);
    Await.untilAsserted("a run of " + series, () -> assertThat(read(path)).hasSize(1));
    return read(path).get(0);
  }

  private JsonNode read(String path) throws IOException, InterruptedException {
    return JSON.readTree(answer(HttpRequest.newBuilder(root.resolve(path))));
  }

  private String send(String path, String body) throws IOException, InterruptedException {
    return answer(
        HttpRequest.newBuilder(root.resolve(path))
            .header("X-Keyfactor-Requested-With", "APIClient")
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(body)));
  }

  private String answer(HttpRequest.Builder request) throws IOException, InterruptedException {
    HttpResponse<String> response =
        client.send(request.header("Authorization", basic).build(), BodyHandlers.ofString());
    assertThat(response.statusCode()).as(response.body()).isBetween(200, 204);
    return response.body();
  }

  private static String basic(String key) {
    return "Basic "
        + Base64.getEncoder().encodeToString(("CORP\\ops:" + key).getBytes(StandardCharsets.UTF_8));
  }
}
