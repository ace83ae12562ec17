// SPDX-License-Identifier: Apache-2.0
package io.jobmill.worker.intake;

import io.jobmill.job.Claim;
import io.jobmill.job.JobQueue;
import io.jobmill.secret.SecretKeyring;
import io.jobmill.wire.UnreadableRecordException;
import io.jobmill.worker.report.BrokerTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/** Reads the records of a batch and judges each by what is known now. Thread-safe. */
final class RecordJudge {

  private final Definitions definitions;
  private final RequestCheck check;
  private final @Nullable SecretKeyring keyring;
  private final Clocks clocks;

  /**
   * @param own this machine's
   * @param broker by which it is judged whether a time is over
   */
  record Clocks(Clock own, BrokerTime broker) {}

  RecordJudge(
      Definitions definitions, RequestCheck check, @Nullable SecretKeyring keyring, Clocks clocks) {
    this.definitions = definitions;
    this.check = check;
    this.keyring = keyring;
    this.clocks = clocks;
  }

  /**
   * @param lookup the batch's own
   */
  Judged judge(ConsumerRecord<byte[], byte[]> record, JobQueue queue, TemplateLookup lookup) {
    int delivery = record.deliveryCount().map(Short::intValue).orElse(1);
    Claim claim = new Claim(queue, record.partition(), record.offset(), delivery);
    try {
      return judge(record, QueueRecord.read(record, keyring).forAnyone(), claim, lookup);
    } catch (UnreadableRecordException e) {
      return new Judged(record, claim, new Verdict.Unreadable(String.valueOf(e.getMessage())));
    }
  }

  /** Judges a record that has been read. */
  Judged judge(
      ConsumerRecord<byte[], byte[]> record, QueueRecord read, Claim claim, TemplateLookup lookup) {
    try {
      RequestCheck.Known known =
          new RequestCheck.Known(
              request -> lookup.find(String.valueOf(request.template()), request.templateOffset()),
              definitions.command(read.id()),
              clocks.own().instant(),
              new RequestCheck.Met(
                  Instant.ofEpochMilli(record.timestamp()), clocks.broker().now().orElse(null)));
      return new Judged(record, claim, check.judge(read, claim, known));
    } catch (TemplateLookup.UnreadableTemplateException e) {
      return new Judged(record, claim, unreadable(read, claim, String.valueOf(e.getMessage())));
    } catch (TemplateLookup.DefinitionsUnreadException e) {
      return new Judged(record, claim, new Verdict.Undecided(String.valueOf(e.getMessage())));
    }
  }

  /**
   * It rests until the template can be read. What a stranger wrote stays where it is: which of its
   * values are secrets only the template says, and a deferred request is shown.
   */
  private static Verdict unreadable(QueueRecord read, Claim claim, String reason) {
    return read.signed() && claim.part() == 0
        ? new Verdict.Defer(read.request(), null, reason)
        : new Verdict.Undecided(reason);
  }

  Instant now() {
    return clocks.own().instant();
  }

  TemplateLookup lookup(Duration bound) {
    return definitions.lookup(bound);
  }
}
