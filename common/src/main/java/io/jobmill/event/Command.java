// SPDX-License-Identifier: Apache-2.0
package io.jobmill.event;

import io.jobmill.job.JobId;

/**
 * The whole wish of the system about one job, to whichever worker has it.
 *
 * @param stopBelowAttempt attempts with a lower number are no longer wanted: stop them, their
 *     outcome does not count
 */
public record Command(JobId id, int stopBelowAttempt) {}
