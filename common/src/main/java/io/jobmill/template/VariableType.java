// SPDX-License-Identifier: Apache-2.0
package io.jobmill.template;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What values a variable takes. */
public enum VariableType {
  TEXT,
  /** {@code True} or {@code False}; any case is accepted, this spelling arrives. */
  CHECKBOX,
  /** One of several values, or several of them; free unless {@code restrict}. */
  LIST,
  /** A whole number of 64 bits. */
  INTEGER,
  /** An ISO 8601 date and time with an offset. */
  DATETIME;

  public static Optional<VariableType> ofWord(String word) {
    return Arrays.stream(values()).filter(type -> type.word().equals(word)).findFirst();
  }

  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
