// SPDX-License-Identifier: Apache-2.0
package io.jobmill.schedule;

import io.jobmill.job.JobId;
import io.jobmill.job.JobRequest;
import io.jobmill.job.Pool;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What the schedules topic holds: schedules, written by gateways, and how far each has come. */
public sealed interface ScheduleRecord {

  /** The schedule's id, which is the series of all its jobs. */
  JobId id();

  /**
   * A schedule. It is made and taken away, never changed.
   *
   * @param request what each of its jobs is; obscured values are sealed for the schedule's id
   * @param pool on whose queue its jobs go
   * @param agent the id of the one worker that its jobs are for; absent where any may run them
   * @param createdAt by the gateway's clock
   */
  record Definition(
      JobId id,
      Schedule schedule,
      JobRequest request,
      Pool pool,
      @Nullable String agent,
      Instant createdAt)
      implements ScheduleRecord {

    /** The key of its record. */
    public String key() {
      return id.toString();
    }
  }

  /**
   * How far a schedule has come; written by the projector that owns its partition, and by nobody
   * else.
   *
   * @param due when the next job is due
   * @param asked whether that job is being asked for: its request may be on the queue already
   * @param previous the job before it, which must have ended before the next one begins
   */
  record Progress(JobId id, Instant due, boolean asked, @Nullable JobId previous)
      implements ScheduleRecord {

    /** The key of its record. */
    public String key() {
      return key(id);
    }

    /** The key under which the progress of a schedule is kept. */
    public static String key(JobId schedule) {
      return schedule + "/next";
    }
  }
}
