// SPDX-License-Identifier: Apache-2.0
package io.jobmill.gateway.schedule;

import io.jobmill.gateway.audit.Actor;
import io.jobmill.gateway.audit.Audit;
import io.jobmill.gateway.definitions.DefinitionTable;
import io.jobmill.gateway.definitions.DefinitionTable.Stored;
import io.jobmill.gateway.problem.Refusal;
import io.jobmill.job.JobId;
import io.jobmill.job.JobRequest;
import io.jobmill.job.Pool;
import io.jobmill.schedule.Schedule;
import io.jobmill.schedule.ScheduleRecord;
import io.jobmill.schedule.ScheduleRecord.Definition;
import io.jobmill.schedule.ScheduleRecord.Progress;
import io.jobmill.schedule.ScheduleRecord.Rules;
import io.jobmill.schedule.ScheduleRecord.Standing;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The schedules there are, and the only way to make, change and take them away. */
public final class Schedules {

  private static final String CREATE = "schedule.create";

  private final DefinitionTable<ScheduleRecord> table;
  private final ScheduleSettings settings;
  private final Audit audit;
  private final Clock clock;

  Schedules(
      DefinitionTable<ScheduleRecord> table, ScheduleSettings settings, Audit audit, Clock clock) {
    this.table = table;
    this.settings = settings;
    this.audit = audit;
    this.clock = clock;
  }

  /**
   * A schedule and how far it has come.
   *
   * @param due when its next job is due; may have passed, where a job is being made; absent where
   *     none comes
   * @param previous the last job that was made; absent before the first
   * @param last when a job was due last, made or left out; absent before the first
   */
  public record Scheduled(
      Definition definition,
      @Nullable Instant due,
      @Nullable JobId previous,
      @Nullable Instant last) {

    /** The jobs of it that may not have ended: the last that was made, and the one that is due. */
    public List<JobId> latest() {
      List<JobId> latest = new ArrayList<>();
      if (previous != null) {
        latest.add(previous);
      }
      if (due != null) {
        latest.add(JobId.ofOccurrence(definition.id(), due));
      }
      return latest;
    }
  }

  /** What each job of a schedule is, and who may run it. */
  public record Pattern(JobRequest request, Pool pool, @Nullable String agent) {}

  /** A schedule as somebody who gives it a name wants it. */
  public record Wanted(String name, Schedule schedule, Rules rules, boolean paused) {}

  /**
   * Keeps a new schedule without a name; returns when it is safe.
   *
   * @param id for which the pattern's secrets are sealed
   * @throws Refusal 503 if that could not be had in time; 409 where there are as many as may be
   */
  public Scheduled create(JobId id, Schedule schedule, Pattern pattern, Actor actor) {
    Definition definition =
        new Definition(id, schedule, pattern.request(), pattern.pool(), pattern.agent(), now());
    return put(definition, CREATE, id.toString(), actor);
  }

  /**
   * Keeps a schedule with a name, in place of the one there is of that name; returns when it is
   * safe. When its jobs are due begins anew only where that is another.
   *
   * @throws Refusal as above
   */
  public Scheduled put(Wanted wanted, Pattern pattern, Actor actor) {
    JobId id = JobId.ofScheduleName(wanted.name());
    Definition before = find(id).map(Scheduled::definition).orElse(null);
    Definition definition =
        new Definition(
            id,
            wanted.name(),
            wanted.schedule(),
            wanted.rules(),
            pattern.request(),
            pattern.pool(),
            pattern.agent(),
            before == null ? now() : before.createdAt(),
            standing(before, wanted.schedule(), wanted.paused()));
    return put(definition, before == null ? CREATE : "schedule.replace", wanted.name(), actor);
  }

  /** Stops the schedules that are for one worker, or lets them go on. */
  public void pause(String agent, boolean paused, Actor actor) {
    for (Scheduled scheduled : all()) {
      Definition before = scheduled.definition();
      if (agent.equals(before.agent()) && before.standing().paused() != paused) {
        Definition after =
            new Definition(
                before.id(),
                before.name(),
                before.schedule(),
                before.rules(),
                before.request(),
                before.pool(),
                before.agent(),
                before.createdAt(),
                standing(before, before.schedule(), paused));
        var unused =
            put(after, paused ? "schedule.pause" : "schedule.resume", nameOf(after), actor);
      }
    }
  }

  /** All of them, the oldest first. */
  public List<Scheduled> all() {
    List<Scheduled> all = new ArrayList<>();
    for (Stored<ScheduleRecord> stored : table.all()) {
      if (stored.value() instanceof Definition definition) {
        all.add(scheduled(definition));
      }
    }
    all.sort(
        Comparator.comparing((Scheduled one) -> one.definition().createdAt())
            .thenComparing(one -> one.definition().id()));
    return all;
  }

  public Optional<Scheduled> find(JobId id) {
    return table
        .find(id.toString())
        .map(Stored::value)
        .filter(Definition.class::isInstance)
        .map(record -> scheduled((Definition) record));
  }

  /** The schedule of this name, in any case; one that has none goes by its id. */
  public Optional<Scheduled> named(String name) {
    return find(JobId.parse(name).orElseGet(() -> JobId.ofScheduleName(name)));
  }

  /** By what people know it. */
  public static String nameOf(Definition definition) {
    return definition.name() == null ? definition.id().toString() : definition.name();
  }

  /** Takes a schedule away. A job that it has made already is not touched. */
  public void remove(JobId id, Actor actor) {
    String name = find(id).map(found -> nameOf(found.definition())).orElse(id.toString());
    audit.change(actor, "schedule.delete", name, () -> table.remove(id.toString()));
  }

  private Scheduled put(Definition definition, String action, String name, Actor actor) {
    audit.change(
        actor,
        action,
        name,
        () -> {
          requireRoom(definition);
          table.put(definition.key(), definition);
        });
    return scheduled(definition);
  }

  private void requireRoom(Definition definition) {
    if (find(definition.id()).isEmpty()
        && table.all().stream().filter(one -> one.value() instanceof Definition).count()
            >= settings.most()) {
      throw Refusal.conflict(
          "there are %d schedules already, as many as may be; jobmill.gateway.schedule.most says so"
              .formatted(settings.most()));
    }
  }

  private Standing standing(@Nullable Definition before, Schedule schedule, boolean paused) {
    Instant now = now();
    String revision = UUID.randomUUID().toString();
    if (before == null) {
      return new Standing(revision, paused, now, now);
    }
    Standing standing = before.standing();
    if (standing.paused() == paused && before.schedule().equals(schedule)) {
      return standing;
    }
    boolean resumed = standing.paused() && !paused;
    return new Standing(revision, paused, resumed ? now : standing.since(), now);
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }

  private Scheduled scheduled(Definition definition) {
    Progress progress =
        table
            .find(Progress.key(definition.id()))
            .map(Stored::value)
            .filter(Progress.class::isInstance)
            .map(Progress.class::cast)
            .orElse(null);
    return new Scheduled(
        definition,
        definition.standing().paused() ? null : due(definition, progress),
        progress == null ? null : progress.previous(),
        progress == null ? null : progress.last());
  }

  /** The projector has not noted yet what has changed a moment ago. */
  private static @Nullable Instant due(Definition definition, @Nullable Progress progress) {
    Standing standing = definition.standing();
    boolean noted =
        progress != null
            && (progress.asked() || Objects.equals(progress.revision(), standing.revision()));
    if (progress == null || !noted) {
      return definition.schedule().first(standing.changedAt()).orElse(null);
    }
    return progress.due().equals(Progress.NEVER) ? null : progress.due();
  }
}
