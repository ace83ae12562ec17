// SPDX-License-Identifier: Apache-2.0
package io.jobmill.template;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What becomes of a job that comes while as many are under way as may be. */
public enum LimitPolicy {
  /** It waits, in the order in which jobs were submitted. */
  QUEUE,
  /** It ends, rejected. */
  REFUSE,
  /** The oldest under way are cancelled, and those that wait, and it runs when they have ended. */
  REPLACE;

  /** The policy of a word as templates spell it. */
  public static Optional<LimitPolicy> ofWord(String word) {
    return Arrays.stream(values()).filter(policy -> policy.word().equals(word)).findFirst();
  }

  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
