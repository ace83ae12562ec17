// SPDX-License-Identifier: Apache-2.0
package io.jobmill.handlertest;

import io.jobmill.handler.LogLevel;

/**
 * One entry of the job's log.
 *
 * @param message secrets masked
 */
public record LogLine(LogLevel level, String message) {

  /** As the log shows it: {@code INFO: message}. */
  @Override
  public String toString() {
    return level + ": " + message;
  }
}
