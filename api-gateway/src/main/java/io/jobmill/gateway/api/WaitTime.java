// SPDX-License-Identifier: Apache-2.0
package io.jobmill.gateway.api;

import io.jobmill.gateway.problem.Refusal;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How long a caller is ready to wait for the end of a job: {@code 30s}, {@code 500ms}. */
final class WaitTime {

  private static final Duration LONGEST = Duration.ofMinutes(1);
  static final Pattern FORM = Pattern.compile("(\\d{1,6})(ms|s|m)");

  private WaitTime() {}

  /**
   * @throws Refusal 400 for what is no such time, or too long
   */
  static Duration of(String text) {
    Matcher form = FORM.matcher(text);
    if (form.matches()) {
      long amount = Long.parseLong(form.group(1));
      Duration time =
          switch (form.group(2)) {
            case "ms" -> Duration.ofMillis(amount);
            case "s" -> Duration.ofSeconds(amount);
            default -> Duration.ofMinutes(amount);
          };
      if (time.compareTo(LONGEST) <= 0) {
        return time;
      }
    }
    throw Refusal.badRequest("wait must be a time like 500ms, 30s or 1m, and at most 1m");
  }
}
