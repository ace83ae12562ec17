// SPDX-License-Identifier: Apache-2.0
package io.jobmill.standalone;

import org.jspecify.annotations.Nullable;

/** The server cannot start. The message is one line that says why and what to do about it. */
public final class RefusedException extends RuntimeException {
  /** A refusal that has no further cause. */
  public RefusedException(String message) {
    this(message, null);
  }

  /** A refusal whose cause is worth keeping for the log. */
  public RefusedException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
