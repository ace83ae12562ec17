// SPDX-License-Identifier: Apache-2.0
package io.jobmill.worker.execution;

import io.jobmill.worker.report.LogStream;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * An attempt on its way through this worker: from its confirmed claim until its end is
 * acknowledged. Its end is decided once: by the thread that runs it, or by the one that gives it
 * up.
 */
final class RunningAttempt {

  private final Attempt attempt;
  private final LogStream log;
  private final AttemptProgress progress;
  private final CancelHooks hooks;
  private final Slots slots;
  private final AttemptSpan span;
  private final AtomicBoolean decided = new AtomicBoolean();
  private volatile @Nullable StopCause cause;
  private volatile long deadline = Long.MAX_VALUE;
  private volatile StopCause overdue = StopCause.TIMEOUT;
  private volatile long stoppedAt;
  private volatile long begunAt;
  private volatile boolean begun;
  private @Nullable Thread thread;

  RunningAttempt(
      Attempt attempt, LogStream log, AttemptProgress progress, Slots slots, AttemptSpan span) {
    this.attempt = attempt;
    this.log = log;
    this.progress = progress;
    this.hooks = new CancelHooks(attempt, span.logged());
    this.slots = slots;
    this.span = span;
  }

  Attempt attempt() {
    return attempt;
  }

  LogStream log() {
    return log;
  }

  AttemptProgress progress() {
    return progress;
  }

  CancelHooks hooks() {
    return hooks;
  }

  Slots slots() {
    return slots;
  }

  AttemptSpan span() {
    return span;
  }

  /** Called on the thread that runs it. False if it was told to stop before it began. */
  synchronized boolean begin(long nanos, RunTime time) {
    if (cause != null) {
      return false;
    }
    thread = Thread.currentThread();
    begunAt = nanos;
    begun = true;
    overdue = time.cause();
    deadline = nanos + time.allowed().toNanos();
    return true;
  }

  /** Called on the same thread: from now on it is not interrupted for this attempt any more. */
  @SuppressWarnings("Interruption") // The flag was this attempt's; the thread's next job has none.
  synchronized void end() {
    thread = null;
    hooks.close();
    boolean unused = Thread.interrupted();
  }

  /** Tells it to stop. The first cause stands. */
  synchronized void stop(StopCause why, long nanos) {
    if (cause != null || decided.get()) {
      return;
    }
    stoppedAt = nanos;
    cause = why;
    if (thread != null) {
      thread.interrupt();
    }
    hooks.fire();
  }

  /** For how long it has been running; nothing if it did not begin. */
  long ranFor(long nanos) {
    return begun ? nanos - begunAt : 0;
  }

  @Nullable StopCause cause() {
    return cause;
  }

  /** Why it is stopped once it is overdue. */
  StopCause overdue() {
    return overdue;
  }

  boolean isOverdue(long nanos) {
    return cause == null && deadline != Long.MAX_VALUE && nanos - deadline >= 0;
  }

  /** Whether it was told to stop so long ago and still runs. */
  boolean ignoresStop(long nanos, long patience) {
    return cause != null && !decided.get() && nanos - stoppedAt >= patience;
  }

  /** Whether the caller is the one who decides its end. */
  boolean decide() {
    return decided.compareAndSet(false, true);
  }

  boolean isDecided() {
    return decided.get();
  }
}
