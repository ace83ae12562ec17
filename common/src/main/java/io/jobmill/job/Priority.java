// SPDX-License-Identifier: Apache-2.0
package io.jobmill.job;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** Which of a pool's queues a job waits on. In the order in which workers take them. */
public enum Priority {
  HIGH,
  NORMAL,
  LOW;

  private final String word = name().toLowerCase(Locale.ROOT);

  /** As it is written in templates, records, metrics and answers. */
  public String word() {
    return word;
  }

  /**
   * @throws IllegalArgumentException if there is none of this word
   */
  public static Priority ofWord(String word) {
    for (Priority priority : values()) {
      if (priority.word.equals(word)) {
        return priority;
      }
    }
    throw new IllegalArgumentException(
        "must be one of %s, not %s"
            .formatted(
                Arrays.stream(values()).map(Priority::word).collect(Collectors.joining(", ")),
                OneLine.quoted(word)));
  }
}
