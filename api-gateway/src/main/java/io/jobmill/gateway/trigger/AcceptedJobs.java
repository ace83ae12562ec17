// SPDX-License-Identifier: Apache-2.0
package io.jobmill.gateway.trigger;

import io.jobmill.job.JobId;

/** Hears of every job that was accepted, before its caller does. */
@FunctionalInterface
public interface AcceptedJobs {

  void accepted(JobId id, String template);
}
