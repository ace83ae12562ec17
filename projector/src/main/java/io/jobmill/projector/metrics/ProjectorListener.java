// SPDX-License-Identifier: Apache-2.0
package io.jobmill.projector.metrics;

import io.jobmill.job.JobQueue;
import io.jobmill.job.JobStatus;
import io.jobmill.job.Pool;
import io.jobmill.kafka.LoopListener;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** Told of what the projector does, by the thread that does it; must return at once. */
public interface ProjectorListener extends LoopListener {

  ProjectorListener NONE = new ProjectorListener() {};

  /** The moments of a batch between which a crash must do no harm. */
  enum Moment {
    FOLDED,
    RESULTS_WRITTEN,
    VIEWS_WRITTEN,
    ROWS_WRITTEN,
    POSITIONS_WRITTEN
  }

  /** Why upkeep wrote to a queue. */
  enum Reason {
    /** The next attempt of a job whose attempt was lost or handed back. */
    RETRY,
    /** Its time has come, or it has rested long enough. */
    DUE,
    /** Nobody can have the record any more. */
    GONE,
    /** A job of a schedule is due. */
    SCHEDULED,
    /** Its limits let it through. */
    LIMIT
  }

  /**
   * Who is heard.
   *
   * @param skew of this process's clock against the broker's
   * @param workersSkew the largest of a worker's that is heard
   * @param pools what the workers of each pool add up to
   */
  record Hearing(Duration skew, Duration workersSkew, Map<Pool, Strength> pools) {}

  /** The workers of a pool that take jobs, and their slots. */
  record Strength(int workers, int slots) {}

  /**
   * What waits on a pool's queue.
   *
   * @param requests that no worker has accepted
   * @param oldest how long the first of them has been there
   * @param retention how long the queue keeps one
   */
  record Waiting(long requests, Duration oldest, Duration retention) {}

  default void reached(Moment moment) {}

  /**
   * A batch is in the store.
   *
   * @param events how many it had
   * @param jobs how many jobs they were about
   * @param late how many changed nothing because they came too late
   */
  default void projected(int events, int jobs, long late) {}

  /** Stored views were not those that had been read: another owner, or a replay. */
  default void foldedAgain(int jobs) {}

  /** A record could not be read and went to the dead letters. */
  default void deadLettered(String topic) {}

  /**
   * How many records of the topic this process has not projected yet.
   *
   * @param oldest when the first of those that have been read was appended; null if there are none
   */
  default void lag(String topic, long records, @Nullable Instant oldest) {}

  /** Jobs of a batch came to their end. */
  default void ended(JobStatus status, int jobs) {}

  /** Jobs of a batch have failed after all of their attempts. */
  default void exhausted(int jobs) {}

  /** What this process writes to Kafka every second was read back. */
  default void ticked(Hearing hearing) {}

  /** How many jobs of each pool wait for a place in a limit; a pool without any is absent. */
  default void held(Map<Pool, Integer> jobs) {}

  /** How all queues are; empty if that could not be found out. */
  default void measured(Map<JobQueue, Waiting> queues) {}

  /** How many submissions are not decided on; empty if that could not be found out. */
  default void undecided(OptionalLong submissions) {}

  default void logChunks(int chunks) {}

  /** Requests seen on a queue were reported. */
  default void received(int requests) {}

  /**
   * Submissions were decided on.
   *
   * @param through how many became jobs
   * @param repeated how many were repetitions
   */
  default void admitted(int through, int repeated) {}

  default void lost(int attempts) {}

  default void asked(Reason reason, int jobs) {}

  default void told(int commands) {}

  default void removed(int jobs) {}

  /** The partitions of the topic that this process owns, after a change. */
  default void owns(String topic, Collection<Integer> partitions) {}

  @Override
  default void passFailed(String loop, RuntimeException failure) {}

  @Override
  default void died(String loop, Error error) {}
}
