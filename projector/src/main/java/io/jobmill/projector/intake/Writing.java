// SPDX-License-Identifier: Apache-2.0
package io.jobmill.projector.intake;

import io.jobmill.projector.projection.FoldedJob;
import io.jobmill.projector.store.BlankPartitions;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.common.errors.InterruptException;
import org.jspecify.annotations.Nullable;

/**
 * The batch that is being written by a thread of its own, if there is one. A batch stays here until
 * it is written, whatever happens to the store meanwhile.
 */
final class Writing {

  private final BatchProjection projection;
  private final BlankPartitions blank;
  private final ExecutorService writer;
  private @Nullable EventBatch batch;
  private @Nullable Future<List<FoldedJob>> running;

  Writing(BatchProjection projection, BlankPartitions blank) {
    this.projection = projection;
    this.blank = blank;
    this.writer =
        Executors.newSingleThreadExecutor(
            task -> {
              Thread thread = new Thread(task, "projection-writer");
              thread.setDaemon(true);
              return thread;
            });
  }

  /** A batch that was written. */
  record Written(EventBatch batch, List<FoldedJob> jobs) {}

  boolean isFree() {
    return batch == null;
  }

  /** What is being written, or waits to be written again; an empty batch if nothing is. */
  EventBatch current() {
    EventBatch current = batch;
    return current == null ? new EventBatch() : current;
  }

  /** Whether there is something to write though no event has come. */
  boolean isDue() {
    return projection.isDue();
  }

  void begin(EventBatch next) {
    batch = next;
    submit(next);
  }

  /**
   * The batch, if it has been written since.
   *
   * @throws RuntimeException what kept it from being written; it is tried again from the next call
   *     on
   */
  Optional<Written> finished() {
    EventBatch current = batch;
    if (current == null) {
      return Optional.empty();
    }
    Future<List<FoldedJob>> task = running;
    if (task == null) {
      submit(current);
      return Optional.empty();
    }
    return task.isDone() ? Optional.of(written(current, task)) : Optional.empty();
  }

  /** Waits for the batch that is being written; not finding it written in time is no failure. */
  Optional<Written> settle(Duration bound) {
    EventBatch current = batch;
    Future<List<FoldedJob>> task = running;
    if (current == null || task == null) {
      return Optional.empty();
    }
    return succeeds(task, bound) ? Optional.of(written(current, task)) : Optional.empty();
  }

  /** Gives up the batch, which has failed: its events will be read again. */
  void drop() {
    batch = null;
    running = null;
  }

  /** Makes the store ready for partitions that will be read from their beginning. */
  void prepare(Set<Integer> partitions) {
    blank.prepare(partitions);
  }

  void forgetViews() {
    writer.execute(projection::forget);
  }

  void close() {
    writer.shutdown();
  }

  private void submit(EventBatch next) {
    running = writer.submit(() -> projection.project(next));
  }

  private static boolean succeeds(Future<?> task, Duration bound) {
    try {
      task.get(bound.toMillis(), TimeUnit.MILLISECONDS);
      return true;
    } catch (InterruptedException e) {
      throw new InterruptException(e);
    } catch (ExecutionException | TimeoutException e) {
      return false;
    }
  }

  private Written written(EventBatch current, Future<List<FoldedJob>> task) {
    try {
      running = null;
      List<FoldedJob> jobs = task.get();
      batch = null;
      return new Written(current, jobs);
    } catch (InterruptedException e) {
      throw new InterruptException(e);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof Error error) {
        throw error;
      }
      throw e.getCause() instanceof RuntimeException cause
          ? cause
          : new IllegalStateException(e.getCause());
    }
  }
}
