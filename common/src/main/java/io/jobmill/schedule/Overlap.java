// SPDX-License-Identifier: Apache-2.0
package io.jobmill.schedule;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What becomes of a job of a schedule that is due while the one before it has not ended. */
public enum Overlap {
  /** It is left out. */
  SKIP,
  /** It waits for that end. Of several that become due meanwhile, one comes. */
  QUEUE,
  /** It comes all the same. */
  ALLOW;

  public static Optional<Overlap> ofWord(String word) {
    return Arrays.stream(values()).filter(value -> value.word().equals(word)).findFirst();
  }

  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
