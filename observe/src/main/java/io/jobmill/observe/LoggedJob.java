// SPDX-License-Identifier: Apache-2.0
package io.jobmill.observe;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/**
 * A job as it is named in every line that a thread logs while it works on it, whoever logs: in the
 * fields of structured logs, and at the front of plain ones. The one place where they are set.
 *
 * @param job its id
 * @param attempt absent where no attempt is meant
 * @param worker the name or id of the worker that has it; absent where none has
 * @param traceId absent where it is not known
 */
public record LoggedJob(
    String job, @Nullable Integer attempt, @Nullable String worker, @Nullable String traceId) {

  public static final String JOB = "job";
  public static final String ATTEMPT = "attempt";
  public static final String WORKER = "worker";

  /** Also what tracing libraries call it. */
  public static final String TRACE_ID = "traceId";

  /** No attempt of it, on no worker. */
  public static LoggedJob of(Object job, @Nullable String traceId) {
    return new LoggedJob(job.toString(), null, null, traceId);
  }

  /** One attempt of it, whoever has it. */
  public static LoggedJob of(Object job, int attempt, @Nullable String traceId) {
    return new LoggedJob(job.toString(), attempt, null, traceId);
  }

  /** The same on this worker. */
  public LoggedJob on(String newWorker) {
    return new LoggedJob(job, attempt, newWorker, traceId);
  }

  /** Works on it; what was named before is named again afterwards. */
  public void during(Runnable work) {
    during(
        () -> {
          work.run();
          return true;
        });
  }

  /** The same, with what comes of it. */
  public <T extends @Nullable Object> T during(Supplier<T> work) {
    String jobBefore = swap(JOB, job);
    String attemptBefore = swap(ATTEMPT, attempt == null ? null : attempt.toString());
    String workerBefore = swap(WORKER, worker);
    String traceBefore = swap(TRACE_ID, traceId);
    try {
      return work.get();
    } finally {
      put(JOB, jobBefore);
      put(ATTEMPT, attemptBefore);
      put(WORKER, workerBefore);
      put(TRACE_ID, traceBefore);
    }
  }

  private static @Nullable String swap(String key, @Nullable String value) {
    String before = MDC.get(key);
    put(key, value);
    return before;
  }

  private static void put(String key, @Nullable String value) {
    if (value == null) {
      MDC.remove(key);
    } else {
      MDC.put(key, value);
    }
  }
}
