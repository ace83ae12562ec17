// SPDX-License-Identifier: Apache-2.0
package io.jobmill.standalone.flow;

import static org.assertj.core.api.Assertions.assertThat;

import io.jobmill.testkit.time.Await;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** How far a job has come is seen while it runs, and afterwards. */
class ProgressIT {

  @TempDir Path temp;

  @Test
  void aScriptSaysHowFarItIsAndReadersSeeIt() throws Exception {
    Path gate = temp.resolve("gate");
    Path templates = TestTemplates.withProgress(temp, gate);

    try (StandaloneServer server = StandaloneServer.up(temp.resolve("data"), templates)) {
      JobmillApi api = server.api();
      String id = api.trigger("steps");
      Await.untilAsserted(
          "it is seen while it runs",
          () -> assertThat(progress(api, id).path("percent").asInt()).isEqualTo(40));
      assertThat(progress(api, id).path("text").asString()).isEqualTo("copying");
      assertThat(api.status(id)).isEqualTo("Executing");

      Files.createFile(gate);

      api.awaitStatus(id, "Succeeded");
      Await.untilAsserted(
          "the last word is seen",
          () -> assertThat(progress(api, id).path("percent").asInt()).isEqualTo(100));
      assertThat(api.timeline(id))
          .containsSubsequence("started", "progressed", "progressed", "succeeded");
      assertThat(api.log(id)).isEqualTo("INFO: done\n");
    }
  }

  private static JsonNode progress(JobmillApi api, String id) throws InterruptedException {
    return api.job(id).path("progress");
  }
}
