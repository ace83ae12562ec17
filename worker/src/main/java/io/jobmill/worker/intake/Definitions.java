// SPDX-License-Identifier: Apache-2.0
package io.jobmill.worker.intake;

import io.jobmill.event.Command;
import io.jobmill.event.Wish;
import io.jobmill.job.JobId;
import io.jobmill.kafka.CompactedTable;
import io.jobmill.template.TemplateRecord;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What a worker knows besides its queues.
 *
 * @param commands by the id of a job or worker
 */
public record Definitions(CompactedTable<TemplateRecord> templates, CompactedTable<Wish> commands) {

  /** For one batch; reading them to their end takes no longer than the bound. */
  TemplateLookup lookup(Duration bound) {
    return new TemplateLookup(templates, bound);
  }

  @Nullable Command command(JobId id) {
    return commands
        .get(id.toString())
        .map(CompactedTable.Entry::value)
        .filter(Command.class::isInstance)
        .map(Command.class::cast)
        .orElse(null);
  }
}
