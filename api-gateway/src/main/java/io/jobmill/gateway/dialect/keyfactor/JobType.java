// SPDX-License-Identifier: Apache-2.0
package io.jobmill.gateway.dialect.keyfactor;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A kind of custom job: a template's name, and the fields that callers may give.
 *
 * @param description may be empty
 */
record JobType(UUID id, String name, String description, List<Field> fields) {

  /** What values a field takes, numbered as clients have it. */
  enum FieldType {
    STRING(1),
    INT(2),
    DATETIME(3),
    BOOL(4);

    private final int number;

    FieldType(int number) {
      this.number = number;
    }

    int number() {
      return number;
    }

    /** By number or by word, in any case. */
    static Optional<FieldType> of(String text) {
      for (FieldType type : values()) {
        if (type.name().equalsIgnoreCase(text) || String.valueOf(type.number).equals(text)) {
          return Optional.of(type);
        }
      }
      return Optional.empty();
    }
  }

  /**
   * One field.
   *
   * @param initial what it is when it is not given; absent, it is unset then
   * @param required whether it must be given, unless there is a default
   */
  record Field(String name, FieldType type, @Nullable String initial, boolean required) {}

  JobType {
    fields = List.copyOf(fields);
  }

  boolean isNamed(String other) {
    return name.toLowerCase(Locale.ROOT).equals(other.toLowerCase(Locale.ROOT));
  }
}
