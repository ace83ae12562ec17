// SPDX-License-Identifier: Apache-2.0
package io.jobmill.event;

import io.jobmill.job.JobId;
import java.time.Instant;

/**
 * What every event says.
 *
 * @param id the job
 * @param attempt the attempt it is about, from 1
 * @param ask which asking for that attempt, from 1
 * @param origin the process that says it: a worker's or projector's id and incarnation
 * @param seq counts this process's events up, from 1
 * @param at the process's clock; for people only, order and decisions go by the broker's
 */
public record Envelope(JobId id, int attempt, int ask, Origin origin, long seq, Instant at) {}
