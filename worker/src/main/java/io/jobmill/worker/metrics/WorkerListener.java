// SPDX-License-Identifier: Apache-2.0
package io.jobmill.worker.metrics;

import io.jobmill.event.Outcome;
import io.jobmill.job.JobId;
import io.jobmill.job.Pool;
import io.jobmill.kafka.LoopListener;
import java.time.Instant;
import java.util.function.IntSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Hears of everything a worker does with jobs. Called on the worker's own threads: be quick. */
public interface WorkerListener extends LoopListener {

  /** Nobody listens. */
  WorkerListener NONE = new WorkerListener() {};

  /** A pool's slots exist; {@code used} tells at any time how many attempts run in them. */
  default void slots(Pool pool, int slots, IntSupplier used) {}

  /** Heartbeats are sent; {@code acknowledged} tells at any time when the last one arrived. */
  default void heartbeats(Supplier<Instant> acknowledged) {}

  /** So many attempts were claimed and begin to run. */
  default void started(Pool pool, int attempts) {}

  /**
   * An attempt ran to its end.
   *
   * @param template absent for an operation of its own
   * @param nanos how long it ran
   */
  default void ended(Pool pool, @Nullable String template, Outcome outcome, long nanos) {}

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
