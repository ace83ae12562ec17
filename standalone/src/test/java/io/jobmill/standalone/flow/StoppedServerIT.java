// SPDX-License-Identifier: Apache-2.0
package io.jobmill.standalone.flow;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StoppedServerIT {
  private static final Duration LONGEST_STOP = Duration.ofSeconds(10);

  @TempDir Path temp;

  @Test
  void endsInTimeAndARunningJobRunsAgainAfterTheNextStart() throws Exception {
    Path data = temp.resolve("data");
    Path templates = TestTemplates.in(temp);
    String token;

    try (StandaloneServer server = StandaloneServer.up(data, templates)) {
      token = server.api().trigger("long-at-first");
      server.api().awaitStatus(token, "Executing");

      long began = System.nanoTime();
      server.process().terminate();
      server.process().awaitExit();

      assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(LONGEST_STOP);
      assertThat(String.join("\n", server.process().output()))
          .contains("handing back job=" + token)
          .doesNotContain("did not end in time");
    }

    try (StandaloneServer server = StandaloneServer.up(data, templates)) {
      server.api().awaitStatus(token, "Succeeded");
      assertThat(server.api().job(token).get("attempt").asInt()).isEqualTo(2);
    }
  }
}
