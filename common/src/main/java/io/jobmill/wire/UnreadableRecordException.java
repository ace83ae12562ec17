// SPDX-License-Identifier: Apache-2.0
package io.jobmill.wire;

import io.jobmill.job.OneLine;

/** A record that is not what its topic promises; the message says what is wrong in one line. */
public final class UnreadableRecordException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public UnreadableRecordException(String message) {
    super(OneLine.of(message));
  }
}
