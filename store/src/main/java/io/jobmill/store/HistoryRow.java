// SPDX-License-Identifier: Apache-2.0
package io.jobmill.store;

import io.jobmill.job.JobId;
import io.jobmill.view.Run;
import org.jspecify.annotations.Nullable;

/**
 * A run as the history keeps it: by itself, with what is needed of its job to list and filter it.
 *
 * @param series the job, or what it continues
 * @param template absent for a job with an operation of its own
 */
public record HistoryRow(JobId job, JobId series, @Nullable String template, Run run) {}
