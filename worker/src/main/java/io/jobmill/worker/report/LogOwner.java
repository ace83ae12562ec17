// SPDX-License-Identifier: Apache-2.0
package io.jobmill.worker.report;

import io.jobmill.event.Origin;
import io.jobmill.job.Claim;
import io.jobmill.job.JobId;

/**
 * Whose log a {@link LogStream} is.
 *
 * @param claim tells two claims of one attempt apart
 */
public record LogOwner(JobId id, int attempt, Origin origin, Claim claim) {}
