// SPDX-License-Identifier: Apache-2.0
package io.jobmill.template;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A template as the definitions topic keeps it.
 *
 * @param origin where it is changed
 * @param source the file it came from, relative to the templates folder; absent for one made over
 *     the API
 * @param folder whose templates folder that is, for people; absent where it does not matter
 */
public record TemplateRecord(
    Template template, Origin origin, @Nullable String source, @Nullable String folder) {

  public TemplateRecord(Template template, Origin origin, @Nullable String source) {
    this(template, origin, source, null);
  }

  /** Whether both say the same of the template, whichever folder says it. */
  public boolean agreesWith(TemplateRecord other) {
    return template.equals(other.template)
        && origin == other.origin
        && Objects.equals(source, other.source);
  }
}
