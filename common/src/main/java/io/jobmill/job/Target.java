// SPDX-License-Identifier: Apache-2.0
package io.jobmill.job;

import java.util.Map;
import java.util.regex.Pattern;

/**
 * Which workers a job is for: {@code _any} (one of its pool), {@code _all}, a hostname, or {@code
 * key:value} (a label; the value matches itself and everything below it, dots separating the
 * levels).
 */
public record Target(String text) {

  private static final Pattern ALLOWED =
      Pattern.compile(
          "_any|_all|[A-Za-z0-9][A-Za-z0-9._#-]{0,254}|[A-Za-z0-9_.-]{1,63}:[A-Za-z0-9_.-]{1,255}");

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

  /** Whether it names one worker: a job for it is asked for again where it got lost. */
  public boolean isHost() {
    return !isAny() && !equals(ALL) && text.indexOf(':') < 0;
  }

  /**
   * Whether a worker is meant.
   *
   * @param id of the worker, by which it can be named as well
   * @param name of the worker: its host's, with a number where others run beside it
   */
  public boolean matches(String id, String name, Map<String, String> labels) {
    if (isAny() || equals(ALL)) {
      return true;
    }
    int colon = text.indexOf(':');
    if (colon < 0) {
      return text.equalsIgnoreCase(name) || text.equalsIgnoreCase(id);
    }
    String value = labels.get(text.substring(0, colon));
    String wanted = text.substring(colon + 1);
    return value != null && (value.equals(wanted) || value.startsWith(wanted + "."));
  }

  @Override
  public String toString() {
    return text;
  }
}
