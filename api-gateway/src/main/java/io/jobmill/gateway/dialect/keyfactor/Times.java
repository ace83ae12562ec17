// SPDX-License-Identifier: Apache-2.0
package io.jobmill.gateway.dialect.keyfactor;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Writes times as every client of the dialect reads them: UTC, with a Z. */
final class Times {

  private Times() {}

  static String text(Instant instant) {
    return instant.truncatedTo(ChronoUnit.MILLIS).toString();
  }
}
