// SPDX-License-Identifier: Apache-2.0
package io.jobmill.view;

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
    long applied) {

  /** This row closed by a later event. */
  public Run closed(RunStatus how, Instant at, @Nullable String why, long offset) {
    return new Run(
        historyId, attempt, ask, worker, hostname, claim, how, startedAt, at, changed, why,
        exitCode, result, log, offset);
  }

  /** Part of the ids under which this run's result and log chunks are stored. */
  public String storageKey() {
    return attempt + "/" + claim.offset();
  }
}
