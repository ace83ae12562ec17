// SPDX-License-Identifier: Apache-2.0
package io.jobmill.schedule.cron;

/** A text that is no cron expression; the message says what is wrong and what would be right. */
public final class CronSyntaxException extends IllegalArgumentException {

  private static final long serialVersionUID = 1L;

  CronSyntaxException(String message) {
    super(message);
  }
}
