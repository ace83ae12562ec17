// SPDX-License-Identifier: Apache-2.0
package io.jobmill.worker.metrics;

import io.jobmill.event.Outcome;
import io.jobmill.job.JobId;
import io.jobmill.job.Pool;
import io.jobmill.kafka.LoopListener;
import java.util.function.IntSupplier;

/** Hears of everything a worker does with jobs. Called on the worker's own threads: be quick. */
public interface WorkerListener extends LoopListener {

  /** Nobody listens. */
  WorkerListener NONE = new WorkerListener() {};

  /** A pool's slots exist; {@code free} tells at any time how many are neither used nor kept. */
  default void slots(Pool pool, int slots, IntSupplier free) {}

  /** So many attempts were claimed and begin to run. */
  default void started(Pool pool, int attempts) {}

  default void ended(Pool pool, Outcome outcome) {}

  default void handedBack(Pool pool) {}

  /** A claim was not confirmed: the attempt does not run here. */
  default void unclaimed(Pool pool) {}

  /** An attempt was stopped, or did not begin, because nobody wants its job any more. */
  default void cancelled(Pool pool) {}

  default void rejected(Pool pool) {}

  default void deferred(Pool pool) {}

  default void deadLettered(Pool pool) {}

  /** A handler ignored its interrupt: its slot is free again, its thread is not. */
  default void abandoned(JobId job, int attempt) {}
}
