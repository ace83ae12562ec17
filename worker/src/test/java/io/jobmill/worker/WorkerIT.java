// SPDX-License-Identifier: Apache-2.0
package io.jobmill.worker;

import static org.assertj.core.api.Assertions.assertThat;

import io.jobmill.event.JobEvent;
import io.jobmill.event.LogEntry;
import io.jobmill.event.Outcome;
import io.jobmill.job.JobId;
import io.jobmill.job.JobRequest;
import io.jobmill.job.Value;
import io.jobmill.template.Variable;
import io.jobmill.testkit.infrastructure.KafkaServer;
import io.jobmill.testkit.infrastructure.WithKafka;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@WithKafka
@Timeout(120)
class WorkerIT {

  @TempDir Path folder;
  private TestQueue queue;
  private KafkaServer kafka;

  WorkerIT(KafkaServer kafka) {
    this.kafka = kafka;
    this.queue = new TestQueue(kafka);
  }

  @BeforeEach
  void openQueue(KafkaServer server) {
    kafka = server;
  }

  @AfterEach
  void closeQueue() {
    queue.close();
  }

  @Test
  void runsAJobThatWasSubmittedBeforeAnyWorkerHadStarted() {
    queue.publish(
        Templates.shell(
            "hello",
            """
            echo "hello $Name"
            echo '{"greeted": true}' > "$JOBMILL_RESULT_FILE"
            echo true > "$JOBMILL_CHANGED_FILE"
            """,
            Variable.text("Name")));
    JobId id =
        queue.submit(
            JobRequest.forTemplate("HELLO")
                .withVariables(Map.of("name", Value.of("world")), Map.of()));

    try (TestWorker worker = TestWorker.on(kafka, folder).start()) {
      JobEvent.Started started = queue.await(id, JobEvent.Started.class);
      JobEvent.Ended ended = queue.await(id, JobEvent.Ended.class);

      assertThat(started.hostname()).isEqualTo("test-host");
      assertThat(started.claim().delivery()).isEqualTo(1);
      assertThat(started.request().variables()).containsOnlyKeys("Name");
      assertThat(ended.outcome()).isEqualTo(Outcome.SUCCEEDED);
      assertThat(ended.changed()).isTrue();
      assertThat(ended.result()).isNotNull();
      assertThat(ended.result().text()).isEqualTo("{\"greeted\": true}\n");
      assertThat(ended.log().entries()).isEqualTo(1);
      assertThat(ended.log().chunks()).isEqualTo(1);
      assertThat(entriesOf(id)).extracting(LogEntry::message).containsExactly("hello world");
      assertThat(worker.running().isPolling()).isTrue();
    }
  }

  private List<LogEntry> entriesOf(JobId id) {
    return queue.logOf(id).stream().flatMap(chunk -> chunk.entries().stream()).toList();
  }
}
