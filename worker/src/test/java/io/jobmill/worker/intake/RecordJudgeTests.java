// SPDX-License-Identifier: Apache-2.0
package io.jobmill.worker.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import io.jobmill.event.Wish;
import io.jobmill.job.JobId;
import io.jobmill.job.JobQueue;
import io.jobmill.job.JobRequest;
import io.jobmill.job.Pool;
import io.jobmill.kafka.CompactedTable;
import io.jobmill.secret.SecretKeyring;
import io.jobmill.template.TemplateRecord;
import io.jobmill.wire.JobRequestCodec;
import io.jobmill.worker.handler.HandlerRegistry;
import io.jobmill.worker.handler.sample.NoopHandler;
import io.jobmill.worker.report.BrokerTime;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Requests whose template is not among those that can be read. */
class RecordJudgeTests {

  private final SecretKeyring keyring =
      new SecretKeyring("a secret for tests, 32 characters and more");
  private final CompactedTable<TemplateRecord> templates = table();
  private final RecordJudge judge =
      new RecordJudge(
          new Definitions(templates, RecordJudgeTests.<Wish>table()),
          new RequestCheck(
              new HandlerRegistry(List.of(new NoopHandler())), new RequestVariables(null), false),
          keyring,
          new RecordJudge.Clocks(Clock.systemUTC(), new BrokerTime(System::nanoTime)));

  @BeforeEach
  void readNothing() {
    when(templates.readToEnd(any())).thenReturn(true);
    when(templates.get("t")).thenReturn(Optional.empty());
    when(templates.unreadable("t")).thenReturn(OptionalLong.empty());
  }

  @Test
  void rejectsARequestWhoseTemplateIsNotThere() {
    assertThat(judge(true)).isInstanceOf(Verdict.Reject.class);
  }

  @Test
  void putsOffARequestWhoseTemplateCannotBeRead() {
    when(templates.unreadable("t")).thenReturn(OptionalLong.of(7));

    assertThat(judge(true))
        .isInstanceOfSatisfying(
            Verdict.Defer.class,
            deferred -> {
              assertThat(deferred.reason())
                  .isEqualTo("template 't' cannot be read, its record is at offset 7");
              assertThat(deferred.until()).as("upkeep's back-off").isNull();
              assertThat(deferred.waitsFor()).isNull();
            });
  }

  @Test
  void leavesAStrangersRequestOnItsQueueWhileItsTemplateCannotBeRead() {
    when(templates.unreadable("t")).thenReturn(OptionalLong.of(7));

    assertThat(judge(false)).isInstanceOf(Verdict.Undecided.class);
  }

  private Verdict judge(boolean signed) {
    byte[] value =
        JobRequestCodec.encode(JobRequest.forTemplate("t").withId(new JobId(new UUID(0, 1))));
    ConsumerRecord<byte[], byte[]> record =
        new ConsumerRecord<>("jobmill.jobs.default", 0, 0, new byte[0], value);
    if (signed) {
      record
          .headers()
          .add(
              JobRequestCodec.SIGNATURE_HEADER,
              keyring.sign(value).getBytes(StandardCharsets.US_ASCII));
    }
    return judge
        .judge(record, JobQueue.normal(Pool.DEFAULT), judge.lookup(Duration.ofSeconds(1)))
        .verdict();
  }

  @SuppressWarnings("unchecked") // Of a class literal there is no other way.
  private static <T> CompactedTable<T> table() {
    return mock(CompactedTable.class);
  }
}
