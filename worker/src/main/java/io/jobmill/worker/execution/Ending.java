// SPDX-License-Identifier: Apache-2.0
package io.jobmill.worker.execution;

import io.jobmill.event.Outcome;
import io.jobmill.event.ResultText;
import org.jspecify.annotations.Nullable;

/** How an attempt ended on this worker. */
sealed interface Ending {

  /** One line for people; on a failure it becomes the log's last entry. */
  @Nullable String message();

  /** It has an outcome. */
  record Ended(
      Outcome outcome,
      @Nullable Boolean changed,
      @Nullable ResultText result,
      @Nullable String message,
      @Nullable Integer exitCode)
      implements Ending {

    /** Without anything but a reason. */
    static Ended failed(String message) {
      return new Ended(Outcome.FAILED, null, null, message, null);
    }
  }

  /** It was given up because the worker shuts down. */
  record HandedBack(String message) implements Ending {}

  /** It was stopped because nobody wants the job any more. */
  record Cancelled(String message) implements Ending {}
}
