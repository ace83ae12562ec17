// SPDX-License-Identifier: Apache-2.0
package io.jobmill.projector.metrics;

import io.jobmill.kafka.LoopListener;
import java.util.Collection;

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
    SCHEDULED
  }

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

  /** How many records of the topic this process has not projected yet. */
  default void lag(String topic, long records) {}

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
