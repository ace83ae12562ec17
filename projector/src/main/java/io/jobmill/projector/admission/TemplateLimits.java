// SPDX-License-Identifier: Apache-2.0
package io.jobmill.projector.admission;

import io.jobmill.kafka.CompactedTable;
import io.jobmill.template.JobLimits;
import io.jobmill.template.TemplateRecord;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;

/** What templates say now about how many of their jobs may be under way. */
final class TemplateLimits {

  private final CompactedTable<TemplateRecord> templates;
  private final Duration bound;

  /**
   * @param bound how long reading the templates to their end may take
   */
  TemplateLimits(CompactedTable<TemplateRecord> templates, Duration bound) {
    this.templates = templates;
    this.bound = bound;
  }

  /**
   * Empty if the template is there and none of its records can be read: what its limits are nobody
   * knows, which is not the same as none.
   *
   * @param name as it is looked up
   * @throws IllegalStateException if the templates could not be read to their end
   */
  Optional<JobLimits> of(String name) {
    Optional<JobLimits> known = known(name);
    if (known.filter(JobLimits::any).isPresent()) {
      return known;
    }
    // A worker has held jobs back for a limit, so where none is known there is more to read.
    if (!templates.readToEnd(bound)) {
      throw new IllegalStateException("the templates could not be read to their end");
    }
    OptionalLong unreadable = templates.unreadable(name);
    Optional<JobLimits> now = known(name);
    return now.isPresent() || unreadable.isPresent() ? now : Optional.of(JobLimits.NONE);
  }

  private Optional<JobLimits> known(String name) {
    return templates.get(name).map(entry -> entry.value().template().limits());
  }
}
