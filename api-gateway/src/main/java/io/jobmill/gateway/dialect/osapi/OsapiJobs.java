// SPDX-License-Identifier: Apache-2.0
package io.jobmill.gateway.dialect.osapi;

import io.jobmill.gateway.problem.Refusal;
import io.jobmill.gateway.query.JobFilter;
import io.jobmill.gateway.query.JobLists;
import io.jobmill.gateway.query.JobLookup;
import io.jobmill.gateway.query.Lookup;
import io.jobmill.gateway.query.StatusCounts;
import io.jobmill.gateway.query.StoredJobs;
import io.jobmill.gateway.query.Visibility;
import io.jobmill.gateway.query.VisibleTemplates;
import io.jobmill.gateway.security.Caller;
import io.jobmill.job.JobId;
import io.jobmill.job.JobStatus;
import io.jobmill.job.OneLine;
import io.jobmill.view.JobView;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads jobs, as far as the caller may see them. */
final class OsapiJobs {

  private final JobLookup lookup;
  private final StoredJobs stored;
  private final Lists lists;
  private final VisibleTemplates visible;
  private final Clock clock;

  OsapiJobs(
      JobLookup lookup, StoredJobs stored, Lists lists, VisibleTemplates visible, Clock clock) {
    this.lookup = lookup;
    this.stored = stored;
    this.lists = lists;
    this.visible = visible;
    this.clock = clock;
  }

  /** Pages of jobs, and how many there are. */
  record Lists(JobLists jobs, StatusCounts counts) {}

  Map<String, Object> list(QueryParameters asked, Caller caller) {
    JobFilter filter = JobFilter.of(asked.statuses());
    Visibility seen = visible.of(caller);
    List<JobView> page = lists.jobs().at(filter, seen, asked.offset(), asked.limit());
    Map<String, Object> fields = new LinkedHashMap<>();
    Map<JobStatus, Long> counts = lists.counts().all(seen);
    fields.put("total_items", StatusWords.total(counts, asked.statuses()));
    fields.put("status_counts", StatusWords.counts(counts));
    fields.put("items", page.stream().map(JobDetail::item).toList());
    return fields;
  }

  Map<String, @Nullable Object> detail(JobId id, Caller caller) {
    Lookup found = find(id, caller);
    return found instanceof Lookup.Found job
        ? JobDetail.of(job.view(), run -> stored.result(id, run))
        : JobDetail.submitted(id, id.madeAt().orElseGet(clock::instant));
  }

  /**
   * @throws Refusal 404 where there is none, 403 where it is not for this caller
   */
  private Lookup find(JobId id, Caller caller) {
    Lookup found = lookup.find(id);
    if (found instanceof Lookup.Unknown) {
      throw unknown(id);
    }
    if (found instanceof Lookup.Found job) {
      requireVisible(job.view().request().template(), caller);
    } else if (found instanceof Lookup.Pending pending && pending.template() != null) {
      requireVisible(pending.template(), caller);
    }
    return found;
  }

  /**
   * @throws Refusal 400 for anything but a hyphenated UUID
   */
  static JobId id(String text) {
    return JobId.parse(text)
        .orElseThrow(
            () ->
                Refusal.badRequest(
                    "Invalid format for parameter id: %s is not a UUID"
                        .formatted(OneLine.quoted(text))));
  }

  static Refusal unknown(JobId id) {
    return Refusal.notFound("job not found: " + id);
  }

  static Refusal closed() {
    return Refusal.forbidden(
        "Insufficient permissions: this token or key is not for jobs of this template");
  }

  private void requireVisible(@Nullable String template, Caller caller) {
    if (!visible.mayRead(caller, template)) {
      throw closed();
    }
  }
}
