// SPDX-License-Identifier: Apache-2.0
package io.jobmill.handler;

import org.jspecify.annotations.Nullable;

/** Fails the job: whatever its template says, another attempt would fail as well. */
public class JobFailedForGoodException extends JobFailedException {

  private static final long serialVersionUID = 1L;

  public JobFailedForGoodException(String message) {
    super(message);
  }

  public JobFailedForGoodException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
