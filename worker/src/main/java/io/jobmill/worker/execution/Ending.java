// SPDX-License-Identifier: Apache-2.0
package io.jobmill.worker.execution;

import io.jobmill.event.Outcome;
import io.jobmill.event.ResultText;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** How an attempt ended on this worker. */
sealed interface Ending {

  /** One line for people; on a failure it becomes the log's last entry. */
  @Nullable String message();

  /**
   * It has an outcome.
   *
   * @param retryAfter of a failure that is worth another attempt, how long to wait for it
   */
  record Ended(
      Outcome outcome,
      @Nullable Boolean changed,
      @Nullable ResultText result,
      @Nullable String message,
      @Nullable Integer exitCode,
      @Nullable Duration retryAfter)
      implements Ending {

    /** Without anything but a reason. */
    static Ended failed(String message, @Nullable Duration retryAfter) {
      return new Ended(Outcome.FAILED, null, null, message, null, retryAfter);
    }
  }

  /** It was given up because the worker shuts down, or another attempt seems to have taken over. */
  record HandedBack(String message) implements Ending {}

  /** It was stopped because nobody wants the job any more. */
  record Cancelled(String message) implements Ending {}
}
