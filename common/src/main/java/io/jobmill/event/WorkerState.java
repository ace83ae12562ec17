// SPDX-License-Identifier: Apache-2.0
package io.jobmill.event;

import java.util.Arrays;
import java.util.Locale;

/** What a worker is willing to do. */
public enum WorkerState {
  /** Takes jobs. */
  READY,
  /** Finishes what it has and takes nothing. */
  DRAINING,
  /** Takes nothing and has nothing. */
  CORDONED,
  /** Is shutting down. */
  STOPPING,
  /** Said goodbye: its last heartbeat. */
  STOPPED;

  /**
   * The state of a word as heartbeats spell it. A word newer than this reader reads as {@link
   * #READY}: a heartbeat is a sign of life whatever else it says.
   */
  public static WorkerState ofWord(String word) {
    return Arrays.stream(values())
        .filter(state -> state.word().equals(word))
        .findFirst()
        .orElse(READY);
  }

  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
