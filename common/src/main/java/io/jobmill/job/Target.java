// SPDX-License-Identifier: Apache-2.0
package io.jobmill.job;

import java.util.regex.Pattern;

/**
 * Which workers a job is for: {@code _any} (one of its pool), {@code _all}, a hostname, or {@code
 * key:value} (a label; the value matches itself and everything below it, dots separating the
 * levels).
 */
public record Target(String text) {

  private static final Pattern ALLOWED =
      Pattern.compile(
          "_any|_all|[A-Za-z0-9][A-Za-z0-9.#-]{0,254}|[A-Za-z0-9_.-]{1,63}:[A-Za-z0-9_.-]{1,255}");

  public static final Target ANY = new Target("_any");
  public static final Target ALL = new Target("_all");

  /**
   * @throws IllegalArgumentException naming the forms a target can have
   */
  public Target {
    if (!ALLOWED.matcher(text).matches()) {
      throw new IllegalArgumentException(
          "target must be _any, _all, a hostname or key:value, not " + OneLine.quoted(text));
    }
  }

  public boolean isAny() {
    return equals(ANY);
  }

  @Override
  public String toString() {
    return text;
  }
}
