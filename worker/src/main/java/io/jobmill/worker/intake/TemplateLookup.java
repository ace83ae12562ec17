// SPDX-License-Identifier: Apache-2.0
package io.jobmill.worker.intake;

import io.jobmill.job.OneLine;
import io.jobmill.kafka.CompactedTable;
import io.jobmill.template.Template;
import io.jobmill.template.TemplateRecord;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
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
   * @throws UnreadableTemplateException if there is one and none of its records can be read
   * @throws DefinitionsUnreadException if the definitions could not be read to their end in time
   */
  Optional<Template> find(String name, @Nullable Long checkedAgainst) {
    OptionalLong unreadable = templates.unreadable(Template.lookupKey(name));
    Optional<CompactedTable.Entry<TemplateRecord>> known = entry(name);
    boolean current =
        known.isPresent() && (checkedAgainst == null || known.get().offset() >= checkedAgainst);
    if (!current && !fresh) {
      fresh = templates.readToEnd(bound);
      if (!fresh) {
        throw new DefinitionsUnreadException(
            "the definitions could not be read within %d ms".formatted(bound.toMillis()));
      }
      unreadable = templates.unreadable(Template.lookupKey(name));
      known = entry(name);
    }
    if (known.isEmpty()) {
      unreadable.ifPresent(
          offset -> {
            throw new UnreadableTemplateException(
                "template %s cannot be read, its record is at offset %d"
                    .formatted(OneLine.quoted(name), offset));
          });
    }
    return known.map(entry -> entry.value().template());
  }

  private Optional<CompactedTable.Entry<TemplateRecord>> entry(String name) {
    return templates.get(Template.lookupKey(name));
  }

  /** The template exists, and what it says is not known. */
  static final class UnreadableTemplateException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    UnreadableTemplateException(String message) {
      super(message);
    }
  }

  /** It is not known whether the template exists. */
  static final class DefinitionsUnreadException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    DefinitionsUnreadException(String message) {
      super(message);
    }
  }
}
