// SPDX-License-Identifier: Apache-2.0
package io.jobmill.job;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Which of a job's times can be over while nobody runs it, or whoever runs it. */
public enum TimeLimit {
  /** Until a worker starts the attempt. */
  QUEUE,
  /** Until the job has ended. */
  TOTAL;

  /** The limit of a word as records spell it. */
  public static Optional<TimeLimit> ofWord(String word) {
    return Arrays.stream(values()).filter(limit -> limit.word().equals(word)).findFirst();
  }

  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
