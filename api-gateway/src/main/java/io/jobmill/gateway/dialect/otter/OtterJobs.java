// SPDX-License-Identifier: Apache-2.0
package io.jobmill.gateway.dialect.otter;

import io.jobmill.gateway.definitions.Templates;
import io.jobmill.gateway.problem.Refusal;
import io.jobmill.gateway.query.JobLookup;
import io.jobmill.gateway.query.Lookup;
import io.jobmill.gateway.security.Access;
import io.jobmill.gateway.security.Caller;
import io.jobmill.job.JobId;
import io.jobmill.template.Template;
import io.jobmill.view.JobView;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Finds the job that a token stands for, if the caller may see it. */
final class OtterJobs {

  static final String TOKEN = "token";

  private final JobLookup jobs;
  private final Templates templates;
  private final Access access;

  OtterJobs(JobLookup jobs, Templates templates, Access access) {
    this.jobs = jobs;
    this.templates = templates;
    this.access = access;
  }

  /**
   * Empty for a job that is not projected yet.
   *
   * @throws Refusal 400 where no job has the token, 403 where it is not for this caller
   */
  Optional<JobView> find(OtterParameters parameters, Caller caller) {
    return visible(jobs.find(token(parameters.one(TOKEN))), caller);
  }

  private Optional<JobView> visible(Lookup lookup, Caller caller) {
    if (lookup instanceof Lookup.Found found) {
      requireReadable(found.view().request().template(), caller);
      return Optional.of(found.view());
    }
    if (lookup instanceof Lookup.Pending pending) {
      if (pending.template() != null) {
        requireReadable(pending.template(), caller);
      }
      return Optional.empty();
    }
    throw unknown();
  }

  /** The rule of the job's own template: the key that may trigger it, or none. */
  private void requireReadable(@Nullable String templateName, Caller caller) {
    Template template =
        templateName == null
            ? null
            : templates.find(templateName).map(s -> s.value().template()).orElse(null);
    if (!access.mayRead(caller, template)) {
      throw OtterCallers.refused();
    }
  }

  private static JobId token(@Nullable String token) {
    if (token == null || token.isEmpty()) {
      throw Refusal.badRequest("parameter 'token' is missing");
    }
    return JobId.parse(token).orElseThrow(OtterJobs::unknown);
  }

  static Refusal unknown() {
    return Refusal.badRequest("no job has this token");
  }
}
