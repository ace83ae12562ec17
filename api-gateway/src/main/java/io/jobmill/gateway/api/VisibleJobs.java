// SPDX-License-Identifier: Apache-2.0
package io.jobmill.gateway.api;

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

/** Finds jobs, if the caller may see them. */
final class VisibleJobs {

  private final JobLookup jobs;
  private final Templates templates;
  private final Access access;

  VisibleJobs(JobLookup jobs, Templates templates, Access access) {
    this.jobs = jobs;
    this.templates = templates;
    this.access = access;
  }

  /**
   * @throws Refusal 400 for what is no job id
   */
  static JobId id(String text) {
    return JobId.parse(text).orElseThrow(() -> Refusal.badRequest("a job id is a UUID"));
  }

  /**
   * Empty for a job that is not projected yet.
   *
   * @throws Refusal 404 where there is none, 403 where it is not for this caller
   */
  Optional<JobView> find(JobId id, Caller caller) {
    Lookup lookup = jobs.find(id);
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
    throw unknown(id);
  }

  static Refusal unknown(JobId id) {
    return Refusal.notFound("there is no job " + id);
  }

  private void requireReadable(@Nullable String name, Caller caller) {
    Template template =
        name == null ? null : templates.find(name).map(s -> s.value().template()).orElse(null);
    if (!access.mayRead(caller, template)) {
      throw Refusal.forbidden("the API key is not permitted to read jobs of this template");
    }
  }
}
