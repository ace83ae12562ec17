// SPDX-License-Identifier: Apache-2.0
package io.jobmill.gateway.dialect.keyfactor;

import io.jobmill.view.Run;
import io.jobmill.view.RunStatus;
import java.util.Map;

/** How a run stands, in the numbers of the dialect. */
final class RowStatus {

  static final int IN_PROCESS = 2;
  static final int COMPLETED = 3;
  static final int ACKNOWLEDGED = 4;
  static final int WILL_RETRY = 5;

  static final int UNKNOWN_RESULT = 0;
  static final int SUCCESS = 2;
  static final int WARNING = 3;
  static final int FAILURE = 4;

  /** In lower case. */
  static final Map<String, Long> STATUS_WORDS =
      Map.of(
          "unknown", 0L,
          "waiting", 1L,
          "inprocess", 2L,
          "completed", 3L,
          "acknowledged", 4L,
          "completedwillretry", 5L);

  /** In lower case. */
  static final Map<String, Long> RESULT_WORDS =
      Map.of("unknown", 0L, "success", 2L, "warning", 3L, "failure", 4L);

  private RowStatus() {}

  static int status(Run run) {
    if (run.status() == RunStatus.RUNNING) {
      return IN_PROCESS;
    }
    if (run.acknowledged()) {
      return ACKNOWLEDGED;
    }
    return run.retrying() ? WILL_RETRY : COMPLETED;
  }

  static int result(RunStatus status) {
    return switch (status) {
      case RUNNING -> UNKNOWN_RESULT;
      case SUCCEEDED -> SUCCESS;
      case WARNING -> WARNING;
      default -> FAILURE;
    };
  }
}
