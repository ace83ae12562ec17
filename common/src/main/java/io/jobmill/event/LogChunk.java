// SPDX-License-Identifier: Apache-2.0
package io.jobmill.event;

import io.jobmill.job.JobId;
import java.util.List;

/**
 * Consecutive log entries of one attempt on one worker.
 *
 * @param origin the worker
 * @param claimOffset the queue offset the attempt was claimed from, which tells two claims of an
 *     attempt apart
 * @param chunk numbered from 0 without a gap
 * @param firstEntry the number of the first entry; an attempt's entries are numbered from 1 without
 *     a gap
 * @param part of a broadcast: which of the expected workers this is, as its claim says; else 0
 */
public record LogChunk(
    JobId id,
    int attempt,
    Origin origin,
    long claimOffset,
    int chunk,
    long firstEntry,
    List<LogEntry> entries,
    int part) {

  public LogChunk {
    entries = List.copyOf(entries);
  }

  /** Of an attempt that was claimed from a queue. */
  public LogChunk(
      JobId id,
      int attempt,
      Origin origin,
      long claimOffset,
      int chunk,
      long firstEntry,
      List<LogEntry> entries) {
    this(id, attempt, origin, claimOffset, chunk, firstEntry, entries, 0);
  }
}
