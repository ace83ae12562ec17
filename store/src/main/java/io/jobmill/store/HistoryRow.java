// SPDX-License-Identifier: Apache-2.0
package io.jobmill.store;

import io.jobmill.job.JobId;
import io.jobmill.job.JobRequest;
import io.jobmill.job.Operation;
import io.jobmill.view.JobView;
import io.jobmill.view.Run;
import org.jspecify.annotations.Nullable;

/**
 * A run as the history keeps it: by itself, with what is needed of its job to list and filter it.
 *
 * @param series the job, or what it continues
 * @param template absent for a job with an operation of its own
 * @param jobType the template's name, or the type of an operation of its own
 * @param schedule how the job was scheduled, as texts like {@code I_30} say it; absent if it was
 *     asked for at once
 * @param hidden whether the job was deleted: nobody is to see the row
 */
public record HistoryRow(
    JobId job,
    JobId series,
    @Nullable String template,
    String jobType,
    @Nullable String schedule,
    boolean hidden,
    Run run) {

  /** A run of this job. */
  public static HistoryRow of(JobView view, Run run) {
    JobRequest request = view.request();
    return new HistoryRow(
        view.id(),
        request.series() == null ? view.id() : request.series(),
        request.template(),
        jobType(request.template(), request.operation()),
        request.schedule(),
        view.deleted(),
        run);
  }

  private static String jobType(@Nullable String template, @Nullable Operation operation) {
    if (template != null) {
      return template;
    }
    return operation == null ? "" : operation.type();
  }
}
