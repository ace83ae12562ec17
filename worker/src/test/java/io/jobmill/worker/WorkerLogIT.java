// SPDX-License-Identifier: Apache-2.0
package io.jobmill.worker;

import static org.assertj.core.api.Assertions.assertThat;

import io.jobmill.event.JobEvent;
import io.jobmill.event.LogChunk;
import io.jobmill.event.LogEntry;
import io.jobmill.event.Outcome;
import io.jobmill.job.JobId;
import io.jobmill.job.JobRequest;
import io.jobmill.testkit.infrastructure.KafkaServer;
import io.jobmill.testkit.infrastructure.WithKafka;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@WithKafka
@Timeout(180)
class WorkerLogIT {

  private static final int LINES = 400_000;

  @TempDir Path folder;
  private KafkaServer kafka;
  private TestQueue queue;

  @BeforeEach
  void openQueue(KafkaServer server) {
    kafka = server;
    queue = new TestQueue(server);
  }

  @AfterEach
  void closeQueue() {
    queue.close();
  }

  @Test
  void sendsTensOfMegabytesOfLogWholeAndInOrder() {
    queue.publish(
        Templates.shell(
            "talkative",
            "seq -f 'line %010.0f ........................................................................................' 1 "
                + LINES));
    JobId id = queue.submit(JobRequest.forTemplate("talkative"));

    try (TestWorker worker = TestWorker.on(kafka, folder).start()) {
      JobEvent.Ended ended = queue.await(id, JobEvent.Ended.class);

      assertThat(worker.running().isPolling()).isTrue();
      assertThat(ended.outcome()).isEqualTo(Outcome.SUCCEEDED);
      assertThat(ended.log().entries()).isEqualTo(LINES);
      assertThat(queue.logOf(ended)).hasSize(LINES);
      List<LogChunk> chunks =
          queue.logOf(id).stream().sorted(Comparator.comparingInt(LogChunk::chunk)).toList();
      assertThat(chunks).hasSize(ended.log().chunks());
      long entry = 1;
      for (LogChunk chunk : chunks) {
        assertThat(chunk.firstEntry()).isEqualTo(entry);
        for (LogEntry line : chunk.entries()) {
          assertThat(line.message()).startsWith("line %010d ".formatted(entry++));
        }
      }
      assertThat(entry).isEqualTo(LINES + 1);
    }
  }
}
