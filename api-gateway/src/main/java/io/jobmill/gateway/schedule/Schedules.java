// SPDX-License-Identifier: Apache-2.0
package io.jobmill.gateway.schedule;

import io.jobmill.gateway.audit.Actor;
import io.jobmill.gateway.audit.Audit;
import io.jobmill.gateway.definitions.DefinitionTable;
import io.jobmill.gateway.definitions.DefinitionTable.Stored;
import io.jobmill.job.JobId;
import io.jobmill.job.JobRequest;
import io.jobmill.job.Pool;
import io.jobmill.schedule.Schedule;
import io.jobmill.schedule.ScheduleRecord;
import io.jobmill.schedule.ScheduleRecord.Definition;
import io.jobmill.schedule.ScheduleRecord.Progress;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The schedules there are, and the only way to make them and take them away. */
public final class Schedules {

  private final DefinitionTable<ScheduleRecord> table;
  private final Audit audit;
  private final Clock clock;

  Schedules(DefinitionTable<ScheduleRecord> table, Audit audit, Clock clock) {
    this.table = table;
    this.audit = audit;
    this.clock = clock;
  }

  /**
   * A schedule and when its next job is due.
   *
   * @param due may have passed, where a job is being made
   * @param previous the last job that was made; absent before the first
   */
  public record Scheduled(Definition definition, Instant due, @Nullable JobId previous) {

    /** The jobs of it that may not have ended: the last that was made, and the one that is due. */
    public List<JobId> latest() {
      JobId next = JobId.ofOccurrence(definition.id(), due);
      return previous == null ? List.of(next) : List.of(previous, next);
    }
  }

  /** What each job of a schedule is, and who may run it. */
  public record Pattern(JobRequest request, Pool pool, @Nullable String agent) {}

  /**
   * Keeps a new schedule; returns when it is safe.
   *
   * @param id for which the pattern's secrets are sealed
   * @throws io.jobmill.gateway.problem.Refusal 503 if that could not be had in time
   */
  public Scheduled create(JobId id, Schedule schedule, Pattern pattern, Actor actor) {
    Definition definition =
        new Definition(
            id,
            schedule,
            pattern.request(),
            pattern.pool(),
            pattern.agent(),
            clock.instant().truncatedTo(ChronoUnit.MILLIS));
    audit.change(
        actor, "schedule.create", id.toString(), () -> table.put(definition.key(), definition));
    return scheduled(definition);
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

  /** Takes a schedule away. A job that it has made already is not touched. */
  public void remove(JobId id, Actor actor) {
    audit.change(actor, "schedule.delete", id.toString(), () -> table.remove(id.toString()));
  }

  private Scheduled scheduled(Definition definition) {
    return table
        .find(Progress.key(definition.id()))
        .map(Stored::value)
        .filter(Progress.class::isInstance)
        .map(Progress.class::cast)
        .map(progress -> new Scheduled(definition, progress.due(), progress.previous()))
        .orElseGet(
            () ->
                new Scheduled(
                    definition, definition.schedule().first(definition.createdAt()), null));
  }
}
