// SPDX-License-Identifier: Apache-2.0
package io.jobmill.worker.intake;

import io.jobmill.kafka.CompactedTable;
import io.jobmill.template.Template;
import io.jobmill.template.TemplateRecord;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Finds templates for one batch of requests. What is missing, or older than a request was checked
 * against, makes it read the definitions to their end, once per batch: after that what is there is
 * what there is.
 */
final class TemplateLookup {

  private final CompactedTable<TemplateRecord> templates;
  private final Duration bound;
  private boolean fresh;

  TemplateLookup(CompactedTable<TemplateRecord> templates, Duration bound) {
    this.templates = templates;
    this.bound = bound;
  }

  /**
   * @param checkedAgainst the offset of the definition that the request was checked against
   * @return empty if there is no such template
   * @throws DefinitionsUnreadException if the definitions could not be read to their end in time
   */
  Optional<Template> find(String name, @Nullable Long checkedAgainst) {
    Optional<CompactedTable.Entry<TemplateRecord>> known = entry(name);
    boolean current =
        known.isPresent() && (checkedAgainst == null || known.get().offset() >= checkedAgainst);
    if (!current && !fresh) {
      fresh = templates.readToEnd(bound);
      if (!fresh) {
        throw new DefinitionsUnreadException(
            "the definitions could not be read within %d ms".formatted(bound.toMillis()));
      }
      known = entry(name);
    }
    return known.map(entry -> entry.value().template());
  }

  private Optional<CompactedTable.Entry<TemplateRecord>> entry(String name) {
    return templates.get(Template.lookupKey(name));
  }

  /** It is not known whether the template exists. */
  static final class DefinitionsUnreadException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    DefinitionsUnreadException(String message) {
      super(message);
    }
  }
}
