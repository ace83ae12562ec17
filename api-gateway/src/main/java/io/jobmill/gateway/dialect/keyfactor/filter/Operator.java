// SPDX-License-Identifier: Apache-2.0
package io.jobmill.gateway.dialect.keyfactor.filter;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** How a field is compared with a value. */
public enum Operator {
  EQ,
  NE,
  CONTAINS,
  NOTCONTAINS,
  STARTSWITH,
  ENDSWITH,
  LT,
  LE,
  GT,
  GE;

  /** The operator that is spelled so, a dash before it, in any case. */
  static Optional<Operator> ofWord(String word) {
    return Arrays.stream(values()).filter(o -> o.word().equalsIgnoreCase(word)).findFirst();
  }

  String word() {
    return "-" + name().toLowerCase(Locale.ROOT);
  }
}
