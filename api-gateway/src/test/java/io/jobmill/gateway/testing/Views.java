// SPDX-License-Identifier: Apache-2.0
package io.jobmill.gateway.testing;

import io.jobmill.event.LogChunk;
import io.jobmill.event.LogCount;
import io.jobmill.event.LogEntry;
import io.jobmill.event.LogLevel;
import io.jobmill.event.Origin;
import io.jobmill.job.Claim;
import io.jobmill.job.JobId;
import io.jobmill.job.JobRequest;
import io.jobmill.job.JobStatus;
import io.jobmill.job.Pool;
import io.jobmill.job.QueuePoint;
import io.jobmill.view.JobView;
import io.jobmill.view.Run;
import io.jobmill.view.RunStatus;
import io.jobmill.view.TimelineEntry;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Views and log chunks as the projector would have made them. */
public final class Views {

  public static final Instant WHEN = Instant.parse("2026-06-01T11:59:00Z");

  private static final Origin WORKER = new Origin("w-1", "1");

  private Views() {}

  public static JobId someId() {
    return new JobId(UUID.randomUUID());
  }

  public static JobView job(String template, JobStatus status, Run... runs) {
    return job(JobRequest.forTemplate(template), status, null, runs);
  }

  public static JobView job(
      JobRequest request, JobStatus status, @Nullable String message, Run... runs) {
    JobId id = Objects.requireNonNullElseGet(request.id(), Views::someId);
    return new JobView(
        id,
        1,
        0,
        status,
        request.withId(id),
        new QueuePoint(Pool.DEFAULT, 0, 7),
        1,
        1,
        null,
        null,
        status == JobStatus.RETRYING ? WHEN.plusSeconds(30) : null,
        WHEN,
        runs.length == 0 ? null : WHEN,
        status.isTerminal() ? WHEN.plusSeconds(1) : null,
        WHEN.plusSeconds(1),
        null,
        message,
        null,
        false,
        List.of(runs),
        List.of(new TimelineEntry(WHEN, "received", 1, "p-1", null, false)));
  }

  /** A run that says how many chunks it wrote; none said where {@code chunks} is negative. */
  public static Run run(int attempt, String host, RunStatus status, int chunks) {
    return new Run(
        attempt,
        attempt,
        1,
        WORKER,
        host,
        new Claim(Pool.DEFAULT, 0, 6 + attempt, 1),
        status,
        WHEN,
        status == RunStatus.RUNNING ? null : WHEN.plusSeconds(1),
        null,
        null,
        null,
        true,
        chunks < 0 ? null : new LogCount(chunks, chunks),
        null,
        false,
        false,
        1);
  }

  public static LogChunk chunk(JobId id, Run run, int number, LogEntry... entries) {
    return new LogChunk(
        id, run.attempt(), WORKER, run.claim().offset(), number, number + 1, List.of(entries));
  }

  public static LogEntry entry(LogLevel level, String message) {
    return new LogEntry(level, WHEN, message);
  }
}
