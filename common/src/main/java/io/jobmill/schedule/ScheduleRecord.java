// SPDX-License-Identifier: Apache-2.0
package io.jobmill.schedule;

import io.jobmill.job.JobId;
import io.jobmill.job.JobRequest;
import io.jobmill.job.Pool;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What the schedules topic holds: schedules, written by gateways; how far each has come; and jobs
 * that are to run once, long from now.
 */
public sealed interface ScheduleRecord {

  /** The schedule's id, which is the series of all its jobs; of a single job, its own. */
  JobId id();

  /** The key of its record. */
  String key();

  /**
   * A schedule.
   *
   * @param name by which people know it; absent, its id
   * @param request what each of its jobs is; obscured values are sealed for the schedule's id
   * @param pool on whose queue its jobs go
   * @param agent the id of the one worker that its jobs are for; absent where any may run them
   * @param createdAt by the gateway's clock
   */
  record Definition(
      JobId id,
      @Nullable String name,
      Schedule schedule,
      Rules rules,
      JobRequest request,
      Pool pool,
      @Nullable String agent,
      Instant createdAt,
      Standing standing)
      implements ScheduleRecord {

    /** One without a name, as it is when it is made. */
    public Definition(
        JobId id,
        Schedule schedule,
        JobRequest request,
        Pool pool,
        @Nullable String agent,
        Instant createdAt) {
      this(
          id,
          null,
          schedule,
          Rules.USUAL,
          request,
          pool,
          agent,
          createdAt,
          Standing.since(createdAt));
    }

    @Override
    public String key() {
      return id.toString();
    }

    public Definition withStanding(Standing changed) {
      return new Definition(id, name, schedule, rules, request, pool, agent, createdAt, changed);
    }
  }

  /** What becomes of jobs that cannot come at their time. */
  record Rules(Overlap overlap, Missed missed) {

    public static final Rules USUAL = new Rules(Overlap.SKIP, Missed.ONCE);
  }

  /**
   * Whether a schedule makes jobs.
   *
   * @param revision another one after each change of when jobs are due; absent on one that never
   *     changed
   * @param paused whether no job is made until it is resumed
   * @param since no job that was due before this is made: when it was made, or resumed; by the
   *     gateway's clock
   * @param changedAt when it was made, resumed, or when its jobs are due was changed
   */
  record Standing(@Nullable String revision, boolean paused, Instant since, Instant changedAt) {

    public static Standing since(Instant begin) {
      return new Standing(null, false, begin, begin);
    }
  }

  /**
   * How far a schedule has come; written by the projector that owns its partition, and by nobody
   * else.
   *
   * @param due when the next job is due; {@link #NEVER} where none is
   * @param asked whether that job is being asked for: its request may be on the queue already
   * @param previous the job before it
   * @param last when the last job was due that was made or left out; absent before the first
   * @param revision of the schedule by which {@code due} was found
   */
  record Progress(
      JobId id,
      Instant due,
      boolean asked,
      @Nullable JobId previous,
      @Nullable Instant last,
      @Nullable String revision)
      implements ScheduleRecord {

    /** Of a schedule that has no more jobs. */
    public static final Instant NEVER = Schedule.END.minusSeconds(1);

    @Override
    public String key() {
      return key(id);
    }

    /** The key under which the progress of a schedule is kept. */
    public static String key(JobId schedule) {
      return schedule + "/next";
    }

    /** The same occurrence, whose job is now being asked for. */
    public Progress asking() {
      return new Progress(id, due, true, previous, last, revision);
    }
  }

  /**
   * A job that waits for a time long from now. It outlives its events and the database: as long as
   * the job waits, this is here.
   *
   * @param id of the job
   * @param request what it is, obscured values sealed for the job's id
   * @param pool on whose queue it goes
   * @param due when it is to run
   */
  record Appointment(JobId id, JobRequest request, Pool pool, Instant due)
      implements ScheduleRecord {

    @Override
    public String key() {
      return key(id);
    }

    /** The key under which a job is kept. */
    public static String key(JobId job) {
      return job + "/at";
    }
  }
}
