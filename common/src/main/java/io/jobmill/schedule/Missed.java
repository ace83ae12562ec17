// SPDX-License-Identifier: Apache-2.0
package io.jobmill.schedule;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What becomes of jobs of a schedule that nobody asked for in time, because nothing ran. */
public enum Missed {
  /** One comes, at once, however many were missed. */
  ONCE,
  /** None comes; the next one does at its time. */
  SKIP;

  public static Optional<Missed> ofWord(String word) {
    return Arrays.stream(values()).filter(value -> value.word().equals(word)).findFirst();
  }

  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
