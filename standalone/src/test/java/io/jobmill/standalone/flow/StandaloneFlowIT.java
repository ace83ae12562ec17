// SPDX-License-Identifier: Apache-2.0
package io.jobmill.standalone.flow;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class StandaloneFlowIT {
  @TempDir Path temp;

  @Test
  void aTriggeredJobIsSeenSucceededAndARestartKeepsAllThatWasMade() throws Exception {
    Path data = temp.resolve("data");
    Path templates = TestTemplates.in(temp);
    String token;
    String key;
    String waiting;

    try (StandaloneServer server = StandaloneServer.up(data, templates)) {
      JobmillApi api = server.api();
      token = api.trigger("greet", Map.of("Name", "you"));
      api.awaitStatus(token, "Succeeded");
      assertThat(api.log(token)).isEqualTo("INFO: hello you\nWARN: almost done\n");

      api.ok("PUT", "/api/v1/templates/made", "{\"operation\":{\"type\":\"noop\"},\"api\":true}");
      JsonNode made =
          api.json("POST", "/api/v1/keys", "{\"name\":\"ci\",\"scopes\":[\"trigger\",\"view\"]}");
      key = made.get("key").asString();
      api.awaitStatus(api.withKey(key).trigger("made"), "Succeeded");

      // No worker of this server serves that pool.
      waiting = api.trigger("elsewhere");
      api.awaitStatus(waiting, "Pending");

      server.process().terminate();
      assertThat(server.process().awaitExit()).isEqualTo(143);
      assertThat(server.process().output()).anyMatch(line -> line.startsWith("Stopped in"));
    }

    Map<String, String> morePools = Map.of("JOBMILL_WORKER_POOLS", "default,elsewhere");
    try (StandaloneServer server = StandaloneServer.up(data, templates, morePools)) {
      JobmillApi api = server.api();
      assertThat(server.process().output()).noneMatch(line -> line.contains("shown this once"));
      assertThat(api.status(token)).isEqualTo("Succeeded");
      assertThat(api.log(token)).isEqualTo("INFO: hello you\nWARN: almost done\n");
      api.awaitStatus(waiting, "Succeeded");
      String again = api.withKey(key).trigger("made");
      api.withKey(key).awaitStatus(again, "Succeeded");
    }
  }
}
