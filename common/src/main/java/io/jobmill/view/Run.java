// SPDX-License-Identifier: Apache-2.0
package io.jobmill.view;

import io.jobmill.event.Envelope;
import io.jobmill.event.JobEvent;
import io.jobmill.event.LogCount;
import io.jobmill.event.Origin;
import io.jobmill.job.Claim;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One row of history: an attempt on a worker. Times are the broker's append times.
 *
 * @param historyId see {@link HistoryId}
 * @param worker who ran it
 * @param startedAt when it was reported started, or rejected
 * @param message the error, or what there is to say
 * @param result whether a result is stored for it
 * @param log how much log it wrote; known once it has ended, absent for an attempt that was lost
 * @param progress how far it has come, if it said so
 * @param retrying whether it ended without an outcome that counts and another attempt follows
 * @param acknowledged whether somebody has taken note of how it ended
 * @param applied the events offset that last touched this row
 */
public record Run(
    long historyId,
    int attempt,
    int ask,
    Origin worker,
    String hostname,
    Claim claim,
    RunStatus status,
    Instant startedAt,
    @Nullable Instant endedAt,
    @Nullable Boolean changed,
    @Nullable String message,
    @Nullable Integer exitCode,
    boolean result,
    @Nullable LogCount log,
    @Nullable RunProgress progress,
    boolean retrying,
    boolean acknowledged,
    long applied) {

  /** A run that has just been opened. */
  public static Run opened(
      long historyId, Envelope said, String hostname, Claim claim, Instant at, long offset) {
    return new Run(
        historyId,
        said.attempt(),
        said.ask(),
        said.origin(),
        hostname,
        claim,
        RunStatus.RUNNING,
        at,
        null,
        null,
        null,
        null,
        false,
        null,
        null,
        false,
        false,
        offset);
  }

  /** This row, come so far. */
  public Run progressed(RunProgress last, long offset) {
    return copy(end(), last, acknowledged, offset);
  }

  /** This row closed by a later event. */
  public Run closed(RunStatus how, Instant at, @Nullable String why, long offset) {
    return over(new End(how, at, changed, why, exitCode, result, log, retrying), offset);
  }

  /** This row closed by its worker's last word. */
  public Run ended(JobEvent.Ended said, RunStatus how, Instant at, long offset) {
    return over(
        new End(
            how,
            at,
            said.changed(),
            said.message(),
            said.exitCode(),
            said.result() != null,
            said.log(),
            retrying),
        offset);
  }

  /** This row with what is known of its log. */
  public Run withLog(LogCount count) {
    return over(
        new End(status, endedAt, changed, message, exitCode, result, count, retrying), applied);
  }

  /** This row with whether another attempt follows. */
  public Run retrying(boolean follows, long offset) {
    return over(new End(status, endedAt, changed, message, exitCode, result, log, follows), offset);
  }

  public Run acknowledged(long offset) {
    return copy(end(), progress, true, offset);
  }

  /** The same row, to be written again because its job has changed. */
  public Run touched(long offset) {
    return copy(end(), progress, acknowledged, offset);
  }

  /** The part of a row that its end decides. */
  private record End(
      RunStatus status,
      @Nullable Instant at,
      @Nullable Boolean changed,
      @Nullable String message,
      @Nullable Integer exitCode,
      boolean result,
      @Nullable LogCount log,
      boolean retrying) {}

  private End end() {
    return new End(status, endedAt, changed, message, exitCode, result, log, retrying);
  }

  private Run over(End end, long offset) {
    return copy(end, progress, acknowledged, offset);
  }

  private Run copy(End end, @Nullable RunProgress last, boolean taken, long offset) {
    return new Run(
        historyId,
        attempt,
        ask,
        worker,
        hostname,
        claim,
        end.status(),
        startedAt,
        end.at(),
        end.changed(),
        end.message(),
        end.exitCode(),
        end.result(),
        end.log(),
        last,
        end.retrying(),
        taken,
        offset);
  }

  /** Part of the ids under which this run's result and log chunks are stored. */
  public String storageKey() {
    return attempt + "/" + claim.storageKey();
  }
}
