// SPDX-License-Identifier: Apache-2.0
package io.jobmill.gateway.query;

import io.jobmill.event.LogChunk;
import io.jobmill.event.LogCount;
import io.jobmill.event.LogEntry;
import io.jobmill.event.LogLevel;
import io.jobmill.gateway.problem.Refusal;
import io.jobmill.job.JobStatus;
import io.jobmill.view.JobView;
import io.jobmill.view.Run;
import io.jobmill.view.RunStatus;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;

/**
 * The log of a job, read from the store a few chunks at a time: by attempt, worker and entry. What
 * an ended attempt promised is there in full, or the log is refused for now. Thread-safe.
 */
public final class JobLog {

  /** A chunk has up to 256 KiB of text, so one stream holds about 1 MiB. */
  private static final int CHUNKS_AT_ONCE = 4;

  private static final Duration WAIT = Duration.ofSeconds(5);
  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(100);

  /** Log chunks are kept in their topic for so long, and may be gone afterwards. */
  private static final Duration KEPT = Duration.ofDays(7);

  private static final Comparator<Run> ORDER =
      Comparator.comparingInt(Run::attempt)
          .thenComparing(Run::hostname)
          .thenComparingLong(run -> run.claim().offset());

  private final StoredJobs stored;
  private final Pause pause;
  private final Clock clock;

  JobLog(StoredJobs stored, Pause pause, Clock clock) {
    this.stored = stored;
    this.pause = pause;
    this.clock = clock;
  }

  /**
   * Waits until the store has what the job's ended attempts promised.
   *
   * @throws Refusal 503 if it has not within five seconds
   */
  public void awaitComplete(JobView view) {
    Instant deadline = clock.instant().plus(WAIT);
    for (Run run : runs(view)) {
      while (!isComplete(view, run) && !mayBeExpired(run)) {
        if (!clock.instant().isBefore(deadline)) {
          throw Refusal.unavailable(
              "the log of attempt %d is not complete yet; try again".formatted(run.attempt()),
              WAIT);
        }
        pause.last(BETWEEN_LOOKS);
      }
    }
  }

  /**
   * Hands the whole log on.
   *
   * @throws IOException as the sink does, or where a chunk that was promised is gone: then what was
   *     handed on is not the whole log, and the receiver must be told so
   */
  public void copy(JobView view, LogSink sink) throws IOException {
    boolean empty = true;
    for (Run run : runs(view)) {
      empty &= copy(view, run, sink) == 0;
    }
    String message = view.message();
    if (empty && message != null && failed(view.status()) && !view.runs().isEmpty()) {
      Run last = view.runs().get(view.runs().size() - 1);
      sink.entries(last, List.of(new LogEntry(LogLevel.ERROR, view.updatedAt(), message)));
    }
  }

  private int copy(JobView view, Run run, LogSink sink) throws IOException {
    int next = 0;
    List<LogChunk> chunks;
    do {
      chunks = stored.chunks(view.id(), run, next, CHUNKS_AT_ONCE);
      for (LogChunk chunk : chunks) {
        sink.entries(run, chunk.entries());
      }
      next += chunks.size();
    } while (chunks.size() == CHUNKS_AT_ONCE);
    int notes = 0;
    if (next < promised(run)) {
      if (!mayBeExpired(run)) {
        throw new IOException("log chunk %d of job %s is gone".formatted(next, view.id()));
      }
      warn(sink, run, "the log of attempt %d has expired");
      notes++;
    }
    if (run.status() == RunStatus.LOST) {
      warn(sink, run, "attempt %d was lost with its worker; its log ends here");
      notes++;
    }
    return next + notes;
  }

  /** An attempt's chunks are stored in order, so the last one stands for all. */
  private boolean isComplete(JobView view, Run run) {
    int promised = promised(run);
    return promised == 0 || !stored.chunks(view.id(), run, promised - 1, 1).isEmpty();
  }

  private boolean mayBeExpired(Run run) {
    Instant ended = run.endedAt();
    return ended != null && ended.plus(KEPT).isBefore(clock.instant());
  }

  private static int promised(Run run) {
    LogCount log = run.log();
    return log == null ? 0 : log.chunks();
  }

  private static List<Run> runs(JobView view) {
    return view.runs().stream()
        .filter(run -> run.status() != RunStatus.UNCLAIMED && run.status() != RunStatus.REJECTED)
        .sorted(ORDER)
        .toList();
  }

  private static boolean failed(JobStatus status) {
    return status == JobStatus.FAILED || status == JobStatus.REJECTED;
  }

  private static void warn(LogSink sink, Run run, String text) throws IOException {
    Instant ended = run.endedAt();
    Instant at = ended == null ? run.startedAt() : ended;
    sink.entries(run, List.of(new LogEntry(LogLevel.WARN, at, String.format(text, run.attempt()))));
  }
}
