// SPDX-License-Identifier: Apache-2.0
package io.jobmill.event;

import io.jobmill.job.JobId;
import io.jobmill.job.Trace;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What every event says.
 *
 * @param id the job
 * @param attempt the attempt it is about, from 1
 * @param ask which asking for that attempt, from 1
 * @param origin the process that says it: a worker's or projector's id and incarnation
 * @param seq counts this process's events up, from 1
 * @param at the process's clock; for people only, order and decisions go by the broker's
 * @param trace what the job is part of; said in the record's headers, so absent in what was read
 */
public record Envelope(
    JobId id, int attempt, int ask, Origin origin, long seq, Instant at, @Nullable Trace trace) {

  /** As its record's value says it. */
  public Envelope(JobId id, int attempt, int ask, Origin origin, long seq, Instant at) {
    this(id, attempt, ask, origin, seq, at, null);
  }
}
