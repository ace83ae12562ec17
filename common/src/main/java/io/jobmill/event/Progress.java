// SPDX-License-Identifier: Apache-2.0
package io.jobmill.event;

import org.jspecify.annotations.Nullable;

/**
 * How far an attempt has come, as it says itself.
 *
 * @param percent 0 to 100, if it knows
 * @param text what it is doing, if it says so
 */
public record Progress(@Nullable Integer percent, @Nullable String text) {

  /** The most characters of a text that are kept. */
  public static final int MAX_TEXT = 200;

  public static final int MOST_PERCENT = 100;

  /** Nothing was said. */
  public static final Progress NONE = new Progress(null, null);

  public Progress {
    if (percent != null && (percent < 0 || percent > MOST_PERCENT)) {
      throw new IllegalArgumentException("percent must be 0 to 100, not " + percent);
    }
  }

  /** One line for people: {@code 40 % copying}. */
  public String line() {
    String share = percent == null ? "" : percent + " %";
    String doing = text == null ? "" : text;
    return share.isEmpty() || doing.isEmpty() ? share + doing : share + " " + doing;
  }
}
