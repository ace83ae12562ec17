// SPDX-License-Identifier: Apache-2.0
package io.jobmill.gateway.audit;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** How a change went. */
public enum AuditOutcome {
  DONE,
  /** Not done, because of what was asked or who asked it. */
  REFUSED,
  /** Not done as far as is known, because of something on our side. */
  FAILED;

  public static Optional<AuditOutcome> ofWord(String word) {
    return Arrays.stream(values()).filter(outcome -> outcome.word().equals(word)).findFirst();
  }

  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
