// SPDX-License-Identifier: Apache-2.0
package io.jobmill.worker;

import static org.assertj.core.api.Assertions.assertThat;

import io.jobmill.event.JobEvent;
import io.jobmill.event.Outcome;
import io.jobmill.job.JobId;
import io.jobmill.job.JobRequest;
import io.jobmill.job.JobTimes;
import io.jobmill.job.RetryDelays;
import io.jobmill.job.RetryPolicy;
import io.jobmill.job.Since;
import io.jobmill.job.TimeLimit;
import io.jobmill.testkit.infrastructure.KafkaServer;
import io.jobmill.testkit.infrastructure.WithKafka;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a worker does with jobs whose time is over. */
@WithKafka
@Timeout(120)
class TimesIT {

  private static final Duration SECOND = Duration.ofSeconds(1);

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
  void aRequestThatComesTooLateIsNotRun() {
    queue.publish(
        Templates.running("hasty", "noop").within(new JobTimes(Duration.ofHours(1), null)));
    Instant longAgo = Instant.now().minus(Duration.ofHours(2));
    JobRequest late = JobRequest.forTemplate("hasty").askedAgain();

    try (TestWorker worker = TestWorker.on(kafka, folder).start()) {
      JobId tooLate = queue.submit(late.counting(new Since(longAgo, longAgo)));
      JobId inTime = queue.submit(JobRequest.forTemplate("hasty"));

      JobEvent.Expired expired = queue.await(tooLate, JobEvent.Expired.class);
      assertThat(expired.limit()).isEqualTo(TimeLimit.QUEUE);
      assertThat(expired.reason()).isEqualTo("queue timeout: no worker started it within 1h");
      assertThat(expired.claim()).isNotNull();
      assertThat(queue.await(inTime, JobEvent.Ended.class).outcome()).isEqualTo(Outcome.SUCCEEDED);
      assertThat(worker.running().isPolling()).isTrue();
    }
  }

  @Test
  void aRunIsStoppedWhenTheTotalTimeOfItsJobIsOverAndNotTriedAgain() {
    RetryPolicy often = new RetryPolicy(9, new RetryDelays(SECOND, 1, SECOND, 0), List.of());
    queue.publish(
        Templates.running("bounded", "gate")
            .within(new JobTimes(Duration.ofHours(1), Duration.ofSeconds(2)))
            .retried(often));

    try (TestHandlers.Gate closed = new TestHandlers.Gate();
        TestWorker worker = TestWorker.on(kafka, folder).with(closed).start()) {
      JobId id = queue.submit(JobRequest.forTemplate("bounded"));

      JobEvent.Ended ended = queue.await(id, JobEvent.Ended.class);
      assertThat(ended.outcome()).isEqualTo(Outcome.FAILED);
      assertThat(ended.message()).isEqualTo("total timeout: the job was not done within 2s");
      assertThat(ended.retryAfter()).isNull();
      assertThat(worker.running().isPolling()).isTrue();
    }
  }
}
