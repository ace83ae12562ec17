// SPDX-License-Identifier: Apache-2.0
package io.jobmill.gateway.dialect.osapi;

import java.math.BigDecimal;
import java.time.Duration;

/** Durations as Go prints them: {@code 350ms}, {@code 1.25s}, {@code 1m30s}, {@code 1h0m0s}. */
final class GoDuration {

  private static final int NANOS_PER_SECOND_DIGITS = 9;
  private static final int NANOS_PER_MILLI_DIGITS = 6;
  private static final int NANOS_PER_MICRO_DIGITS = 3;

  private GoDuration() {}

  static String text(Duration duration) {
    if (duration.isZero()) {
      return "0s";
    }
    if (duration.isNegative()) {
      return "-" + text(duration.negated());
    }
    if (duration.getSeconds() > 0) {
      return hours(duration) + seconds(duration) + "s";
    }
    int nanos = duration.getNano();
    if (nanos >= 1_000_000) {
      return number(nanos, NANOS_PER_MILLI_DIGITS) + "ms";
    }
    return nanos >= 1_000 ? number(nanos, NANOS_PER_MICRO_DIGITS) + "µs" : nanos + "ns";
  }

  private static String hours(Duration duration) {
    long minutes = duration.toMinutes();
    if (minutes == 0) {
      return "";
    }
    return minutes < 60 ? minutes + "m" : "%dh%dm".formatted(minutes / 60, minutes % 60);
  }

  private static String seconds(Duration duration) {
    long nanos = duration.getSeconds() % 60 * 1_000_000_000L + duration.getNano();
    return number(nanos, NANOS_PER_SECOND_DIGITS);
  }

  private static String number(long nanos, int digits) {
    BigDecimal number = BigDecimal.valueOf(nanos, digits).stripTrailingZeros();
    return number.signum() == 0 ? "0" : number.toPlainString();
  }
}
