// SPDX-License-Identifier: Apache-2.0
package io.jobmill.wire;

import java.time.Instant;
import java.time.LocalDate;

/**
 * Reads instants in UTC. The form that Jobmill writes is read without the JDK's formatter, which
 * costs more than all the rest of a record; any other form is left to it.
 */
final class InstantText {

  private static final int FRACTION = 20;
  private static final int LONGEST_FRACTION = 9;

  private InstantText() {}

  /**
   * @throws java.time.DateTimeException if the text is no instant
   */
  static Instant parse(String text) {
    int end = text.length() - 1;
    boolean usual =
        end >= FRACTION - 1
            && text.charAt(end) == 'Z'
            && text.charAt(4) == '-'
            && text.charAt(7) == '-'
            && text.charAt(10) == 'T'
            && text.charAt(13) == ':'
            && text.charAt(16) == ':'
            && hasUsualFraction(text, end);
    int year = usual ? number(text, 0, 4) : -1;
    int month = usual ? number(text, 5, 7) : -1;
    int day = usual ? number(text, 8, 10) : -1;
    int hour = usual ? number(text, 11, 13) : -1;
    int minute = usual ? number(text, 14, 16) : -1;
    int second = usual ? number(text, 17, 19) : -1;
    int nano = usual ? nanos(text, end) : -1;
    boolean inRange = hour < 24 && minute < 60 && second < 60;
    // Negative where any of them is: what is not a number has set all bits.
    if ((year | month | day | hour | minute | second | nano) < 0 || !inRange) {
      return Instant.parse(text);
    }
    long days = LocalDate.of(year, month, day).toEpochDay();
    return Instant.ofEpochSecond(((days * 24 + hour) * 60 + minute) * 60 + second, nano);
  }

  private static boolean hasUsualFraction(String text, int end) {
    return end == FRACTION - 1
        || (text.charAt(FRACTION - 1) == '.'
            && end > FRACTION
            && end - FRACTION <= LONGEST_FRACTION);
  }

  private static int nanos(String text, int end) {
    if (end == FRACTION - 1) {
      return 0;
    }
    int nanos = number(text, FRACTION, end);
    for (int digits = end - FRACTION; digits < LONGEST_FRACTION && nanos >= 0; digits++) {
      nanos *= 10;
    }
    return nanos;
  }

  /** The digits from one place to before another, or -1 if they are not all digits. */
  private static int number(String text, int from, int to) {
    int number = 0;
    for (int i = from; i < to; i++) {
      int digit = text.charAt(i) - '0';
      if (digit < 0 || digit > 9) {
        return -1;
      }
      number = number * 10 + digit;
    }
    return number;
  }
}
