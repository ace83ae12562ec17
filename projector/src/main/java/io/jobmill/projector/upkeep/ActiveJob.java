// SPDX-License-Identifier: Apache-2.0
package io.jobmill.projector.upkeep;

import io.jobmill.event.Origin;
import io.jobmill.event.WorkerRecord;
import io.jobmill.job.Claim;
import io.jobmill.job.ExpectedWorker;
import io.jobmill.job.JobId;
import io.jobmill.job.JobStatus;
import io.jobmill.job.QueuePoint;
import io.jobmill.job.RunLimits;
import io.jobmill.job.Since;
import io.jobmill.job.Trace;
import io.jobmill.observe.LoggedJob;
import io.jobmill.view.JobView;
import io.jobmill.view.Run;
import io.jobmill.view.RunStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What upkeep keeps in memory of a job that has not ended.
 *
 * @param dueAt when something has to be done about it; absent while a worker or a queue has it
 * @param holders who runs it: of a broadcast several can
 * @param awaited of a broadcast: whose answers are missing
 * @param unwantedSince when somebody asked for it to be cancelled; absent while nobody has
 * @param since when its last event was appended
 * @param held whether it waits for a place in a limit, and not on a queue
 * @param trace what it is part of; absent for a trace of its own
 */
record ActiveJob(
    JobId id,
    int partition,
    JobStatus status,
    int attempt,
    int ask,
    QueuePoint queue,
    @Nullable Instant dueAt,
    List<Holder> holders,
    List<Awaited> awaited,
    @Nullable Instant unwantedSince,
    Instant since,
    boolean held,
    Bounds bounds,
    @Nullable Trace trace) {

  /**
   * What its times are reckoned by.
   *
   * @param template by which its times are found; absent for an operation of its own
   * @param from since when they count
   * @param run how long its worker lets the attempt run; absent before one has said so
   */
  record Bounds(@Nullable String template, Since from, @Nullable Duration run) {

    static Bounds of(JobView view) {
      RunLimits limits = view.limits();
      return new Bounds(
          view.request().template(),
          Since.of(view.request(), view.queuedAt()),
          limits == null ? null : limits.timeout());
    }
  }

  /** A worker that has the attempt, or its part of it. */
  record Holder(Origin worker, Claim claim, Instant startedAt) {}

  /**
   * A part of a broadcast that has no answer.
   *
   * @param started whether its worker has begun
   */
  record Awaited(Claim claim, ExpectedWorker worker, boolean started) {}

  static ActiveJob of(JobView view) {
    return new ActiveJob(
        view.id(),
        view.partition(),
        view.status(),
        view.attempt(),
        view.ask(),
        view.queue(),
        view.dueAt(),
        holders(view),
        awaited(view),
        view.cancel() == null ? null : view.cancel().at(),
        view.updatedAt(),
        view.waitsFor() != null,
        Bounds.of(view),
        view.request().trace());
  }

  /** The attempt as a heartbeat would list it. */
  WorkerRecord.Running asListed() {
    return new WorkerRecord.Running(id, attempt, ask);
  }

  /** How log lines about it name it. */
  LoggedJob logged() {
    Trace named = trace == null ? Trace.ofJob(id) : trace;
    return LoggedJob.of(id, attempt, named.id());
  }

  /** Whether it stands on a queue and nobody has it. */
  boolean isWaiting() {
    return status == JobStatus.PENDING && dueAt == null && !held;
  }

  /** Whether only answers, or their deadline, can bring it on. */
  boolean isAwaited() {
    return !awaited.isEmpty();
  }

  boolean sameRequest(ActiveJob other) {
    return attempt == other.attempt && ask == other.ask && status == other.status;
  }

  private static List<Holder> holders(JobView view) {
    return view.runs().stream()
        .filter(run -> run.status() == RunStatus.RUNNING)
        .map(run -> new Holder(run.worker(), run.claim(), run.startedAt()))
        .toList();
  }

  private static List<Awaited> awaited(JobView view) {
    boolean asked = view.status() == JobStatus.PENDING || view.status() == JobStatus.RUNNING;
    if (!asked || !view.request().isBroadcast()) {
      return List.of();
    }
    Map<Integer, Run> latest = new HashMap<>();
    for (Run run : view.runs()) {
      if (run.attempt() == view.attempt() && run.ask() == view.ask()) {
        latest.put(run.claim().part(), run);
      }
    }
    List<Awaited> awaited = new ArrayList<>();
    List<ExpectedWorker> expected = view.request().expected();
    for (int part = 1; part <= expected.size(); part++) {
      Run run = latest.get(part);
      if (run == null || run.status() == RunStatus.UNCLAIMED) {
        QueuePoint at = view.queue();
        Claim claim = new Claim(at.queue(), at.partition(), at.offset(), 1, part);
        awaited.add(new Awaited(claim, expected.get(part - 1), false));
      } else if (run.status() == RunStatus.RUNNING) {
        awaited.add(new Awaited(run.claim(), expected.get(part - 1), true));
      }
    }
    return awaited;
  }
}
