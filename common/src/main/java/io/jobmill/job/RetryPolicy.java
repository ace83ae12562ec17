// SPDX-License-Identifier: Apache-2.0
package io.jobmill.job;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which failures are tried again, how often and when.
 *
 * @param attempts how many there may be in all, the first included; those that were handed back are
 *     not counted
 * @param delays how long the job rests in between
 * @param except the kinds of failure that are not worth another attempt: exit statuses and HTTP
 *     statuses, ranges of them like {@code 400-499}, or names
 */
public record RetryPolicy(int attempts, RetryDelays delays, List<String> except) {

  /** All attempts of a job stay visible in its view. */
  public static final int MOST_ATTEMPTS = 100;

  private static final Pattern RANGE = Pattern.compile("(\\d{1,3})-(\\d{1,3})");
  private static final Pattern NUMBER = Pattern.compile("\\d{1,3}");

  public RetryPolicy {
    except = List.copyOf(except);
    if (attempts < 1 || attempts > MOST_ATTEMPTS) {
      throw new IllegalArgumentException(
          "attempts must be 1 to %d, not %d".formatted(MOST_ATTEMPTS, attempts));
    }
  }

  /** Whether a failure of this kind may go away by itself. */
  public boolean isWorthwhile(String kind) {
    return except.stream().noneMatch(item -> covers(item, kind));
  }

  private static boolean covers(String item, String kind) {
    if (item.equals(kind)) {
      return true;
    }
    Matcher range = RANGE.matcher(item);
    if (!range.matches() || !NUMBER.matcher(kind).matches()) {
      return false;
    }
    int number = Integer.parseInt(kind);
    return Integer.parseInt(range.group(1)) <= number && number <= Integer.parseInt(range.group(2));
  }
}
