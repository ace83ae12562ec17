// SPDX-License-Identifier: Apache-2.0
package io.jobmill.gateway.audit;

import io.jobmill.gateway.problem.Refusal;
import io.jobmill.job.OneLine;
import io.jobmill.kafka.SendFailedException;
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
    AuditEntry entry =
        new AuditEntry(
            clock.instant().truncatedTo(ChronoUnit.MILLIS),
            actor.name(),
            action,
            OneLine.of(subject),
            actor.dialect(),
            actor.source(),
            outcome,
            detail == null ? null : OneLine.of(detail));
    try {
      sends.all(
          List.of(
              new ProducerRecord<>(
                  topic, action.getBytes(StandardCharsets.UTF_8), AuditCodec.encode(entry))));
    } catch (SendFailedException e) {
      log.error(
          "a change could not be noted on its topic by={} action={} subject={} dialect={} source={} outcome={} reason={}",
          entry.by(),
          action,
          entry.subject(),
          entry.dialect(),
          entry.source(),
          outcome.word(),
          e.getMessage());
    }
  }
}
