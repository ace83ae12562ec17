// SPDX-License-Identifier: Apache-2.0
package io.jobmill.worker;

import static org.assertj.core.api.Assertions.assertThat;

import io.jobmill.event.JobEvent;
import io.jobmill.event.Outcome;
import io.jobmill.handler.JobFailedForGoodException;
import io.jobmill.job.JobId;
import io.jobmill.job.JobRequest;
import io.jobmill.job.Operation;
import io.jobmill.job.RetryDelays;
import io.jobmill.job.RetryPolicy;
import io.jobmill.template.Template;
import io.jobmill.testkit.infrastructure.KafkaServer;
import io.jobmill.testkit.infrastructure.WithKafka;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a worker says of failures, by which they are tried again or not. */
@WithKafka
@Timeout(120)
class RetryIT {

  private static final RetryDelays DELAYS =
      new RetryDelays(Duration.ofSeconds(10), 2, Duration.ofMinutes(1), 0);

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
  void aScriptsExitStatusDecidesWhetherItIsWorthAnotherAttempt() {
    queue.publish(retried(Templates.shell("busy", "exit 75"), "2"));
    queue.publish(retried(Templates.shell("usage", "exit 2"), "2"));
    queue.publish(Templates.shell("plain", "exit 75"));

    try (TestWorker worker = TestWorker.on(kafka, folder).start()) {
      JobId busy = queue.submit(JobRequest.forTemplate("busy"));

      assertThat(queue.await(busy, JobEvent.Started.class).limits().maxAttempts()).isEqualTo(4);
      assertThat(queue.await(busy, JobEvent.Started.class).limits().delays()).isEqualTo(DELAYS);
      assertThat(end(busy).retryAfter()).isEqualTo(Duration.ofSeconds(10));
      assertThat(end(queue.submit(JobRequest.forTemplate("usage"))).retryAfter()).isNull();
      assertThat(end(queue.submit(JobRequest.forTemplate("plain"))).retryAfter()).isNull();
      assertThat(worker.running().isPolling()).isTrue();
    }
  }

  @Test
  void theWaitAfterALaterAttemptIsLongerAndTheLastHasNone() {
    queue.publish(retried(Templates.shell("busy", "exit 75")));

    try (TestWorker worker = TestWorker.on(kafka, folder).start()) {
      JobRequest second = JobRequest.forTemplate("busy").nextAttempt(false);
      JobRequest last = second.nextAttempt(false).nextAttempt(false);

      assertThat(end(queue.submit(second)).retryAfter()).isEqualTo(Duration.ofSeconds(20));
      assertThat(end(queue.submit(last)).retryAfter()).isNull();
      assertThat(worker.running().isPolling()).isTrue();
    }
  }

  @Test
  void aRunThatTakesTooLongIsOfTheKindTimeout() {
    Operation gate = new Operation("gate", Map.of());
    Template slow = Templates.running("slow", gate, Duration.ofMillis(300));
    queue.publish(retried(slow));
    queue.publish(retried(Templates.running("slow-once", gate, Duration.ofMillis(300)), "timeout"));

    try (TestHandlers.Gate closed = new TestHandlers.Gate();
        TestWorker worker = TestWorker.on(kafka, folder).with(closed).start()) {
      assertThat(end(queue.submit(JobRequest.forTemplate("slow"))).retryAfter()).isNotNull();
      assertThat(end(queue.submit(JobRequest.forTemplate("slow-once"))).retryAfter()).isNull();
      assertThat(worker.running().isPolling()).isTrue();
    }
  }

  @Test
  void aHandlerCanSayThatAnotherAttemptIsInVain() {
    queue.publish(retried(Templates.running("hopeless", "hopeless")));

    try (TestWorker worker =
        TestWorker.on(kafka, folder)
            .with(
                TestHandlers.named(
                    "hopeless",
                    job -> {
                      throw new JobFailedForGoodException("there is no such order");
                    }))
            .start()) {
      JobEvent.Ended ended = end(queue.submit(JobRequest.forTemplate("hopeless")));

      assertThat(ended.retryAfter()).isNull();
      assertThat(ended.message()).isEqualTo("there is no such order");
      assertThat(worker.running().isPolling()).isTrue();
    }
  }

  private JobEvent.Ended end(JobId id) {
    JobEvent.Ended ended = queue.await(id, JobEvent.Ended.class);
    assertThat(ended.outcome()).isEqualTo(Outcome.FAILED);
    return ended;
  }

  private static Template retried(Template template, String... except) {
    return template.retried(new RetryPolicy(4, DELAYS, List.of(except)));
  }
}
