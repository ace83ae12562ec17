// SPDX-License-Identifier: Apache-2.0
package io.jobmill.standalone.flow;

import static org.assertj.core.api.Assertions.assertThat;

import io.jobmill.testkit.time.Await;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** What {@code kill -9} may cost: nothing but a second attempt of what was running. */
class KilledServerIT {
  private static final int JOBS = 500;
  private static final Duration BOUND = Duration.ofMinutes(2);

  @TempDir Path temp;

  @Test
  void everyJobEndsAfterAKillInTheMiddleAndThoseThatRanRunAgain() throws Exception {
    Path data = temp.resolve("data");
    Path diary = Files.createFile(temp.resolve("diary"));
    Path templates = TestTemplates.withDiary(temp, diary);
    Set<String> tokens;
    Set<String> cutShort;

    try (StandaloneServer server = StandaloneServer.up(data, templates)) {
      tokens = Set.copyOf(server.api().triggerMany("diarist", JOBS));
      Await.until("a fifth has ended", () -> Diary.read(diary).ended().size() > JOBS / 5);
      server.process().kill();
      cutShort = Diary.read(diary).cutShort();
    }
    assertThat(cutShort).isNotEmpty();

    try (StandaloneServer server = StandaloneServer.up(data, templates)) {
      JobmillApi api = server.api();
      Awaitility.await("all have ended")
          .atMost(BOUND)
          .pollInterval(Duration.ofMillis(200))
          .until(() -> api.jobs("succeeded").size() == JOBS);
      Map<String, JsonNode> jobs = api.jobs("succeeded");

      assertThat(jobs.keySet()).isEqualTo(tokens);
      assertThat(cutShort).allMatch(id -> jobs.get(id).get("attempt").asInt() >= 2);
      assertThat(Diary.read(diary).ended()).containsAll(tokens);
    }
  }

  @Test
  void everyViewIsRightAfterAKillWhileItWasWritten() throws Exception {
    Path data = temp.resolve("data");
    Path templates = TestTemplates.in(temp);
    Set<String> ids = new HashSet<>();

    try (StandaloneServer server = StandaloneServer.up(data, templates)) {
      try (JobProducer producer = new JobProducer(server.kafka())) {
        ids.addAll(producer.submit("noop", 4 * JOBS));
      }
      Await.until("some views are there", () -> server.api().jobs("succeeded").size() > JOBS);
      server.process().kill();
    }

    try (StandaloneServer server = StandaloneServer.up(data, templates)) {
      JobmillApi api = server.api();
      Awaitility.await("all have ended")
          .atMost(BOUND)
          .pollInterval(Duration.ofMillis(200))
          .until(() -> api.jobs("succeeded").size() == ids.size());
      assertThat(api.jobs("succeeded").keySet()).isEqualTo(ids);
      Map<String, List<String>> written = EventTopic.typesByJob(server.kafka());
      for (String id : ids) {
        assertThat(api.timeline(id)).as(id).isEqualTo(written.get(id));
      }
    }
  }
}
