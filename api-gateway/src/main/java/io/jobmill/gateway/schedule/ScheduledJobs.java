// SPDX-License-Identifier: Apache-2.0
package io.jobmill.gateway.schedule;

import io.jobmill.gateway.audit.Actor;
import io.jobmill.gateway.definitions.DefinitionTable.Stored;
import io.jobmill.gateway.problem.Refusal;
import io.jobmill.gateway.schedule.Schedules.Pattern;
import io.jobmill.gateway.schedule.Schedules.Scheduled;
import io.jobmill.gateway.schedule.Schedules.Wanted;
import io.jobmill.gateway.trigger.Submission;
import io.jobmill.gateway.trigger.Trigger;
import io.jobmill.job.JobId;
import io.jobmill.job.JobRequest;
import io.jobmill.job.Value;
import io.jobmill.secret.SealException;
import io.jobmill.secret.SecretKeyring;
import io.jobmill.template.TemplateRecord;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;

/** Puts submissions on schedules that have a name. */
public final class ScheduledJobs {

  /** How answers show a secret. Who sends that back means the secret that is there. */
  public static final String MASK = "********";

  private final Trigger trigger;
  private final Schedules schedules;
  private final SecretKeyring keyring;
  private final Clock clock;

  ScheduledJobs(Trigger trigger, Schedules schedules, SecretKeyring keyring, Clock clock) {
    this.trigger = trigger;
    this.schedules = schedules;
    this.keyring = keyring;
    this.clock = clock;
  }

  /**
   * Returns when the schedule is safe.
   *
   * @throws Refusal 400 for what the template does not take, and for a schedule that never makes a
   *     job; else as {@link Schedules#put}
   */
  public Scheduled put(
      Wanted wanted, Stored<TemplateRecord> template, Submission submission, Actor actor) {
    if (wanted.schedule().first(clock.instant()).isEmpty()) {
      throw Refusal.badRequest("field 'when' names no time that is still to come");
    }
    JobId id = JobId.ofScheduleName(wanted.name());
    Submission whole =
        new Submission(
            withSecrets(id, submission.variables()),
            submission.target(),
            null,
            submission.submittedBy());
    JobRequest request = trigger.prepare(template, whole, id);
    return schedules.put(
        wanted, new Pattern(request, template.value().template().pool(), null), actor);
  }

  private Map<String, Value> withSecrets(JobId id, Map<String, Value> given) {
    Map<String, String> sealed =
        schedules.find(id).map(found -> found.definition().request().sealed()).orElse(Map.of());
    Map<String, Value> values = new LinkedHashMap<>(given);
    sealed.forEach(
        (name, text) ->
            values.replaceAll(
                (variable, value) ->
                    variable.equalsIgnoreCase(name) && value.equals(Value.of(MASK))
                        ? open(id, name, text)
                        : value));
    return values;
  }

  private Value open(JobId id, String name, String sealed) {
    try {
      return keyring.open(id, name, sealed);
    } catch (SealException e) {
      throw Refusal.conflict(
          "variable '%s' cannot be kept, give it anew: %s".formatted(name, e.getMessage()));
    }
  }
}
