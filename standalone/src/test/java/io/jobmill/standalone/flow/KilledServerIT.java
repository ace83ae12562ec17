// SPDX-License-Identifier: Apache-2.0
package io.jobmill.standalone.flow;

import static org.assertj.core.api.Assertions.assertThat;

import io.jobmill.testkit.time.Await;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
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
    List<String> tokens;
    Set<String> cutShort;

    try (StandaloneServer server = StandaloneServer.up(data, templates)) {
      tokens = server.api().triggerMany("diarist", JOBS);
      Await.until("a fifth has ended", () -> Diary.read(diary).ended().size() > JOBS / 5);
      server.process().kill();
      cutShort = Diary.read(diary).cutShort();
    }
    assertThat(cutShort).isNotEmpty();

    try (StandaloneServer server = StandaloneServer.up(data, templates)) {
      Map<String, JsonNode> jobs = server.api().awaitSucceeded(tokens, BOUND);

      assertThat(jobs).hasSize(JOBS);
      assertThat(cutShort).allSatisfy(id -> assertThat(attempts(jobs, id)).as(id).isEqualTo(2));
      assertThat(Diary.read(diary).ended()).containsAll(tokens);
    }
  }

  @Test
  void everyViewIsRightAfterAKillWhileItWasWritten() throws Exception {
    Path data = temp.resolve("data");
    Path templates = TestTemplates.in(temp);
    List<String> ids;

    try (StandaloneServer server = StandaloneServer.up(data, templates)) {
      try (JobProducer producer = new JobProducer(server.kafka())) {
        ids = producer.submit("default", "noop", 4 * JOBS);
      }
      server.api().awaitStatus(ids.get(JOBS), "Succeeded");
      server.process().kill();
    }

    try (StandaloneServer server = StandaloneServer.up(data, templates)) {
      JobmillApi api = server.api();
      assertThat(api.awaitSucceeded(ids, BOUND)).hasSize(ids.size());
      Map<String, List<String>> written = EventTopic.typesByJob(server.kafka());
      for (String id : ids) {
        Await.untilAsserted(
            "timeline of " + id,
            () -> assertThat(api.timeline(id)).as(id).isEqualTo(written.get(id)));
      }
    }
  }

  private static int attempts(Map<String, JsonNode> jobs, String id) {
    return Objects.requireNonNull(jobs.get(id), id).get("attempt").asInt();
  }
}
