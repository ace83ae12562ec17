// SPDX-License-Identifier: Apache-2.0
package io.jobmill.worker.execution;

import static org.assertj.core.api.Assertions.assertThat;

import io.jobmill.event.JobEvent;
import io.jobmill.event.Origin;
import io.jobmill.event.Progress;
import io.jobmill.handler.Variables;
import io.jobmill.job.Claim;
import io.jobmill.job.JobId;
import io.jobmill.job.JobRequest;
import io.jobmill.job.Operation;
import io.jobmill.job.Pool;
import io.jobmill.job.RunLimits;
import io.jobmill.kafka.EventRecords;
import io.jobmill.wire.JobEventCodec;
import io.jobmill.worker.handler.sample.NoopHandler;
import io.jobmill.worker.report.DurableSender;
import io.jobmill.worker.report.EventReporter;
import io.jobmill.worker.report.Masker;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AttemptProgressTests {

  private static final Attempt ATTEMPT =
      new Attempt(
          JobId.of("0196f000-0000-7000-8000-000000000001"),
          JobRequest.forTemplate("noop"),
          new Claim(Pool.DEFAULT, 0, 7, 1),
          new Work(
              "noop",
              new Operation("noop", Map.of()),
              new Variables(Map.of(), Set.of()),
              RunLimits.DEFAULT,
              new NoopHandler()));

  private final ScheduledExecutorService retries = Executors.newSingleThreadScheduledExecutor();
  private final MockProducer<byte[], byte[]> producer =
      new MockProducer<>(false, null, new ByteArraySerializer(), new ByteArraySerializer());
  private final ProgressReports reports =
      new ProgressReports(
          new EventReporter(
              new EventRecords(
                  "events",
                  new Origin("worker", "start"),
                  Clock.fixed(Instant.EPOCH, ZoneOffset.UTC)),
              new DurableSender(() -> producer, retries)));
  private final AttemptProgress progress = reports.open(ATTEMPT, Masker.of(List.of("hunter2")));

  @AfterEach
  void stopRetries() {
    retries.shutdownNow();
  }

  @Test
  void aPassReportsTheLatestWordOnly() {
    progress.say(10, "reading");
    progress.say(20, null);

    reports.runOnce();

    assertThat(said()).containsExactly(new Progress(20, "reading"));
  }

  @Test
  void aTextLeavesThePercentageAsItWas() {
    progress.say(10, null);
    progress.say(null, "writing");

    reports.runOnce();

    assertThat(said()).containsExactly(new Progress(10, "writing"));
  }

  @Test
  void whatIsNotNewIsNotReported() {
    progress.say(10, "reading");
    reports.runOnce();
    producer.completeNext();

    progress.say(10, "reading");
    reports.runOnce();
    reports.runOnce();

    assertThat(said()).hasSize(1);
  }

  @Test
  void duringAnOutageOneReportWaitsAndNotOneForEverySecond() {
    progress.say(1, null);
    reports.runOnce();
    for (int percent = 2; percent < 50; percent++) {
      progress.say(percent, null);
      reports.runOnce();
    }

    assertThat(said()).hasSize(1);
    producer.completeNext();
    reports.runOnce();
    assertThat(said()).containsExactly(new Progress(1, null), new Progress(49, null));
  }

  @Test
  void theLastWordIsReportedAtTheEndAndNothingAfterIt() {
    progress.say(1, null);
    reports.runOnce();
    progress.say(100, null);

    progress.close();
    progress.say(50, "late");
    progress.close();
    reports.runOnce();

    assertThat(said()).containsExactly(new Progress(1, null), new Progress(100, null));
    assertThat(events()).extracting(event -> event.envelope().seq()).isSorted();
  }

  @Test
  void anAttemptThatSaysNothingReportsNothing() {
    reports.runOnce();
    progress.close();

    assertThat(said()).isEmpty();
  }

  @Test
  void aPercentageIsTakenForTheNearestThereIs() {
    progress.say(-3, null);
    reports.runOnce();
    producer.completeNext();
    progress.say(250, null);
    reports.runOnce();

    assertThat(said()).containsExactly(new Progress(0, null), new Progress(100, null));
  }

  @Test
  void aTextIsMaskedAndOneLineAndShort() {
    progress.say(null, "login\nwith hunter2 " + "x".repeat(300));

    reports.runOnce();

    String text = said().get(0).text();
    assertThat(text).startsWith("login with *** xxx").endsWith("x…").hasSize(Progress.MAX_TEXT);
  }

  @Test
  void aReportNamesTheAttemptAndItsClaim() {
    progress.say(1, null);

    reports.runOnce();

    assertThat(events())
        .singleElement()
        .satisfies(
            event -> {
              assertThat(event.claim()).isEqualTo(ATTEMPT.claim());
              assertThat(event.envelope().id()).isEqualTo(ATTEMPT.id());
              assertThat(event.envelope().attempt()).isEqualTo(1);
            });
  }

  private List<Progress> said() {
    return events().stream().map(JobEvent.Progressed::progress).toList();
  }

  private List<JobEvent.Progressed> events() {
    return producer.history().stream()
        .map(record -> (JobEvent.Progressed) JobEventCodec.decode(record.value()))
        .toList();
  }
}
