// SPDX-License-Identifier: Apache-2.0
package io.jobmill.gateway.trigger;

import io.jobmill.gateway.definitions.DefinitionTable.Stored;
import io.jobmill.gateway.definitions.Templates;
import io.jobmill.gateway.problem.Refusal;
import io.jobmill.job.JobId;
import io.jobmill.job.JobRequest;
import io.jobmill.job.Target;
import io.jobmill.job.Value;
import io.jobmill.secret.SealException;
import io.jobmill.secret.SecretKeyring;
import io.jobmill.template.TemplateRecord;
import io.jobmill.view.JobView;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Submits what a job was asked to do once more, as a new job. Of a template its definition of today
 * is run. Whether the caller may is decided before. Thread-safe.
 */
public final class Repeats {

  private final Trigger trigger;
  private final Templates templates;
  private final SecretKeyring keyring;
  private final Clock clock;

  Repeats(Trigger trigger, Templates templates, SecretKeyring keyring, Clock clock) {
    this.trigger = trigger;
    this.templates = templates;
    this.keyring = keyring;
    this.clock = clock;
  }

  /**
   * What is different about the new job.
   *
   * @param target absent, that of the old one
   * @param submittedBy who asks; absent for nobody
   * @param sameSeries whether it continues the old one, or stands for itself
   */
  public record Anew(@Nullable Target target, @Nullable String submittedBy, boolean sameSeries) {}

  /**
   * Returns when the new job is safe on its queue.
   *
   * @throws Refusal 409 for a job that cannot be run again, 400 if its variables or target are none
   *     that its template takes, 503 if Kafka does not confirm
   */
  public JobId submit(JobView old, Anew anew) {
    JobRequest request = old.request();
    requireKnown(old);
    String name = request.template();
    if (name == null) {
      return submitOperation(old, anew);
    }
    Stored<TemplateRecord> template =
        templates
            .find(name)
            .orElseThrow(
                () -> Refusal.conflict("there is no template '%s' any more".formatted(name)));
    JobId id = trigger.newId();
    JobRequest again = trigger.prepare(template, submission(old, anew), id);
    trigger.put(
        template.value().template(),
        anew.sameSeries() ? again.inSeries(series(old), old.request().schedule()) : again);
    return id;
  }

  /** That the old job's own target is allowed was found when it was submitted. */
  private Submission submission(JobView old, Anew anew) {
    Target own = old.request().target();
    boolean chosen = anew.target() == null && own != null;
    return new Submission(
        opened(old), chosen ? own : anew.target(), null, anew.submittedBy(), chosen, null);
  }

  private JobId submitOperation(JobView old, Anew anew) {
    Target target = anew.target() == null ? old.request().target() : anew.target();
    JobId id = trigger.newId();
    Map<String, String> sealed = new LinkedHashMap<>();
    old.request()
        .sealed()
        .forEach((name, text) -> sealed.put(name, keyring.seal(id, name, open(old, name, text))));
    JobRequest request =
        old.request()
            .anew(id)
            .withTarget(target)
            .withVariables(old.request().variables(), sealed)
            .inSeries(
                anew.sameSeries() ? series(old) : id,
                anew.sameSeries() ? old.request().schedule() : null)
            .submitted(anew.submittedBy(), clock.instant().truncatedTo(ChronoUnit.MILLIS));
    trigger.putAddressed(old.queue().pool(), request);
    return id;
  }

  /** What a foreign record said is known only once a worker has read it and begun. */
  private static void requireKnown(JobView old) {
    if (old.request().templateOffset() == null && old.startedAt() == null) {
      throw Refusal.conflict(
          "the job was submitted over Kafka and never started, so its variables are not known");
    }
  }

  private Map<String, Value> opened(JobView old) {
    Map<String, Value> values = new LinkedHashMap<>(old.request().variables());
    old.request().sealed().forEach((name, text) -> values.put(name, open(old, name, text)));
    return values;
  }

  private Value open(JobView old, String name, String sealed) {
    try {
      return keyring.open(old.id(), name, sealed);
    } catch (SealException e) {
      throw Refusal.conflict("the job cannot be run again: " + e.getMessage());
    }
  }

  private static JobId series(JobView old) {
    JobId series = old.request().series();
    return series == null ? old.id() : series;
  }
}
