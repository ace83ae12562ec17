// SPDX-License-Identifier: Apache-2.0
package io.jobmill.gateway.api;

import io.jobmill.gateway.problem.Refusal;
import io.jobmill.gateway.query.StoredJobs;
import io.jobmill.gateway.security.Caller;
import io.jobmill.gateway.security.Scope;
import io.jobmill.job.JobId;
import io.jobmill.view.JobView;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Tells callers of jobs, each as much as it may know. */
final class JobAnswers {

  private final VisibleJobs jobs;
  private final StoredJobs stored;

  JobAnswers(VisibleJobs jobs, StoredJobs stored) {
    this.jobs = jobs;
    this.stored = stored;
  }

  /**
   * How a job stands, with its result.
   *
   * @throws Refusal as {@link VisibleJobs#find}
   */
  Map<String, Object> read(JobId id, Caller caller) {
    return jobs.find(id, caller)
        .map(this::whole)
        .orElseGet(() -> JobAnswer.pending(id.toString(), null))
        .fields();
  }

  /**
   * How a job stands that was accepted a moment ago: pending, if nobody can say more. Without the
   * scope {@code view} its caller learns the status and no more.
   */
  Map<String, Object> accepted(JobId id, String template, Caller caller) {
    boolean views = caller.has(Scope.VIEW);
    Optional<JobView> view = lookUp(id);
    if (view.isEmpty()) {
      return JobAnswer.pending(id.toString(), views ? template : null).fields();
    }
    return views ? whole(view.get()).fields() : JobAnswer.status(view.get()).fields();
  }

  Map<String, Object> pending(JobId id, @Nullable String template) {
    return JobAnswer.pending(id.toString(), template).fields();
  }

  /** The job is safe whether the store answers or not. */
  private Optional<JobView> lookUp(JobId id) {
    try {
      return stored.find(id).filter(view -> !view.deleted());
    } catch (Refusal away) {
      return Optional.empty();
    }
  }

  private Answer whole(JobView view) {
    return JobAnswer.of(
        view, view.lastWithResult().flatMap(run -> stored.result(view.id(), run)).orElse(null));
  }
}
