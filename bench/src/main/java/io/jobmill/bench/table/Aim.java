// SPDX-License-Identifier: Apache-2.0
package io.jobmill.bench.table;

import java.time.Duration;
import java.util.Locale;

/** Says in a word or two how far a number is from what it should be. */
public final class Aim {

  private Aim() {}

  /** More is better. */
  public static String atLeast(double aim, double measured) {
    return "≥ %s: %s".formatted(number(aim), distance(measured >= aim, measured / aim));
  }

  /** Less is better. */
  public static String atMost(Duration aim, Duration measured) {
    return "≤ %d ms: %s"
        .formatted(
            aim.toMillis(),
            distance(measured.compareTo(aim) <= 0, (double) measured.toNanos() / aim.toNanos()));
  }

  /** A number as people read it. */
  public static String number(double number) {
    return number < 10 ? "%.2f".formatted(number) : String.format(Locale.ROOT, "%,.0f", number);
  }

  /** A duration in milliseconds. */
  public static String millis(Duration duration) {
    return "%.1f ms".formatted(duration.toNanos() / 1e6);
  }

  private static String distance(boolean reached, double ratio) {
    return reached ? "reached" : String.format(Locale.ROOT, "missed, %.2f of it", ratio);
  }
}
