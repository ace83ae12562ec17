// SPDX-License-Identifier: Apache-2.0
package io.jobmill.bench.product;

import io.jobmill.handler.JobContext;
import io.jobmill.handler.JobHandler;
import io.jobmill.job.JobId;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Notes when each of its jobs started. */
final class ClockHandler implements JobHandler {

  static final String NAME = "bench-clock";

  private final Map<JobId, Long> startedAt = new ConcurrentHashMap<>();

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public void handle(JobContext job) {
    startedAt.putIfAbsent(new JobId(job.id()), System.nanoTime());
  }

  /**
   * In the JVM's nanoseconds.
   *
   * @throws IllegalStateException if the job has not started
   */
  long startedAt(JobId job) {
    var at = startedAt.get(job);
    if (at == null) {
      throw new IllegalStateException("job %s has not started".formatted(job));
    }
    return at;
  }
}
