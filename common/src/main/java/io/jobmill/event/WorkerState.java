// SPDX-License-Identifier: Apache-2.0
package io.jobmill.event;

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

  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
