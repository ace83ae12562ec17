// SPDX-License-Identifier: Apache-2.0
package io.jobmill.view;

import java.util.Locale;

/** How one attempt stands or ended. */
public enum RunStatus {
  RUNNING,
  SUCCEEDED,
  WARNING,
  FAILED,
  REJECTED,
  LOST,
  HANDED_BACK,
  /** Stopped because the job was not wanted any more. */
  CANCELLED,
  /**
   * The worker's claim was not confirmed, or a later delivery of the same record took over: it
   * never ran here.
   */
  UNCLAIMED;

  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
