// SPDX-License-Identifier: Apache-2.0
package io.jobmill.gateway.audit;

import io.jobmill.gateway.problem.Refusal;
import io.jobmill.job.OneLine;
import io.jobmill.kafka.SendFailedException;
import io.jobmill.kafka.SendOutcome;
import io.jobmill.kafka.Sends;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.function.Supplier;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Notes every change that somebody asks for. The note is written once it is known how the change
 * went and before its caller is answered. Where that cannot be done, the note is in the log
 * instead, and the change stands. Thread-safe.
 */
public final class Audit {

  private static final Logger log = LoggerFactory.getLogger(Audit.class);

  private final Sends sends;
  private final String topic;
  private final Clock clock;

  Audit(Sends sends, String topic, Clock clock) {
    this.sends = sends;
    this.topic = topic;
    this.clock = clock;
  }

  /**
   * Makes a change and notes how it went.
   *
   * @param action a noun and a verb, like {@code key.create}
   * @param subject what is changed
   * @throws Refusal as the change does
   */
  public <T> T change(Actor actor, String action, String subject, Supplier<T> change) {
    try {
      T changed = change.get();
      note(actor, action, subject, AuditOutcome.DONE, null);
      return changed;
    } catch (Refusal refusal) {
      AuditOutcome outcome = refusal.status() < 500 ? AuditOutcome.REFUSED : AuditOutcome.FAILED;
      note(actor, action, subject, outcome, refusal.detail());
      throw refusal;
    } catch (RuntimeException e) {
      note(actor, action, subject, AuditOutcome.FAILED, "internal error");
      throw e;
    }
  }

  /**
   * Makes a change whose caller should not wait for the note after it: the note goes out first, as
   * of a change that is made, and both are waited for. A change that fails leaves a second note
   * that says so.
   *
   * @param detail what more there is to say
   * @throws Refusal as the change does
   */
  public void alongside(
      Actor actor, String action, String subject, @Nullable String detail, Runnable change) {
    AuditEntry entry = entry(actor, action, subject, AuditOutcome.DONE, detail);
    Sends.Pending pending = sends.begin(record(entry));
    try {
      change.run();
    } catch (RuntimeException e) {
      // Where the first note is not there either, there is nothing to take back, and nobody waits.
      if (pending.outcome() instanceof SendOutcome.Acknowledged) {
        String reason = e instanceof Refusal refusal ? refusal.detail() : "internal error";
        note(actor, action, subject, AuditOutcome.FAILED, reason);
      }
      throw e;
    }
    if (pending.outcome() instanceof SendOutcome.Failed failed) {
      logged(entry, failed.cause());
    }
  }

  /** Makes a change that answers nothing. */
  public void change(Actor actor, String action, String subject, Runnable change) {
    change(
        actor,
        action,
        subject,
        () -> {
          change.run();
          return true;
        });
  }

  /** Notes a change that was made. */
  public void done(Actor actor, String action, String subject, @Nullable String detail) {
    note(actor, action, subject, AuditOutcome.DONE, detail);
  }

  /** Notes a change that was not made. */
  public void refused(Actor actor, String action, String subject, String reason) {
    note(actor, action, subject, AuditOutcome.REFUSED, reason);
  }

  private void note(
      Actor actor, String action, String subject, AuditOutcome outcome, @Nullable String detail) {
    AuditEntry entry = entry(actor, action, subject, outcome, detail);
    try {
      sends.all(List.of(record(entry)));
    } catch (SendFailedException e) {
      logged(entry, e);
    }
  }

  private AuditEntry entry(
      Actor actor, String action, String subject, AuditOutcome outcome, @Nullable String detail) {
    return new AuditEntry(
        clock.instant().truncatedTo(ChronoUnit.MILLIS),
        actor.name(),
        action,
        OneLine.of(subject),
        actor.dialect(),
        actor.source(),
        outcome,
        detail == null ? null : OneLine.of(detail));
  }

  private ProducerRecord<byte[], byte[]> record(AuditEntry entry) {
    return new ProducerRecord<>(
        topic, entry.action().getBytes(StandardCharsets.UTF_8), AuditCodec.encode(entry));
  }

  private static void logged(AuditEntry entry, Exception reason) {
    log.error(
        "a change could not be noted on its topic by={} action={} subject={} dialect={} source={} outcome={} reason={}",
        entry.by(),
        entry.action(),
        entry.subject(),
        entry.dialect(),
        entry.source(),
        entry.outcome().word(),
        reason.getMessage());
  }
}
