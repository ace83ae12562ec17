// SPDX-License-Identifier: Apache-2.0
package io.jobmill.schedule.cron;

import io.jobmill.job.OneLine;
import java.util.List;
import java.util.Locale;
import java.util.NavigableSet;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A field of a cron expression: which numbers it may hold, and how they are written. */
enum CronField {
  SECOND("second", 0, 59, "", "0 to 59, as in 0, 0,30, 10-20 or */15"),
  MINUTE("minute", 0, 59, "", "0 to 59, as in 30, 0,30, 10-20 or */15"),
  HOUR("hour", 0, 23, "", "0 to 23, as in 2, 8,20, 8-18 or */2"),
  DAY_OF_MONTH(
      "day of month",
      1,
      31,
      "",
      "1 to 31, as in 1, 1,15, 1-5 or */2; or ? for any, L for the last, L-3 for three before it,"
          + " 15W for the weekday nearest to it, LW for the last weekday"),
  MONTH(
      "month",
      1,
      12,
      "JAN FEB MAR APR MAY JUN JUL AUG SEP OCT NOV DEC",
      "1 to 12 or JAN to DEC, as in 1, MAR,SEP, 4-6 or */3"),
  DAY_OF_WEEK(
      "day of week",
      1,
      7,
      "SUN MON TUE WED THU FRI SAT",
      "1 (SUN) to 7 (SAT), as in 2, MON,WED or MON-FRI; or ? for any, 6L for the month's last"
          + " Friday, 2#1 for its first Monday"),
  YEAR("year", 1970, 2099, "", "1970 to 2099, as in 2027, 2027-2029 or */2");

  private static final Pattern ITEM =
      Pattern.compile("(\\*|([0-9A-Z]+)(?:-([0-9A-Z]+))?)(?:/([0-9]{1,4}))?");

  private final String words;
  private final int least;
  private final int most;
  private final String names;
  private final String right;

  CronField(String words, int least, int most, String names, String right) {
    this.words = words;
    this.least = least;
    this.most = most;
    this.names = names;
    this.right = right;
  }

  /** All numbers that a comma-separated list of items means. */
  NavigableSet<Integer> numbers(String field) {
    NavigableSet<Integer> numbers = new TreeSet<>();
    for (String item : field.split(",", -1)) {
      numbers.addAll(item(field, item));
    }
    return numbers;
  }

  /** The numbers of one item: {@code *}, a number, a range, any of them in steps. */
  NavigableSet<Integer> item(String field, String item) {
    Matcher parts = ITEM.matcher(item.toUpperCase(Locale.ROOT));
    if (!parts.matches()) {
      throw wrong(field);
    }
    String begin = parts.group(2);
    String end = parts.group(3);
    String step = parts.group(4);
    int from = begin == null ? least : number(field, begin);
    int to = begin == null || (end == null && step != null) ? most : from;
    if (end != null) {
      to = number(field, end);
    }
    return inSteps(field, from, to, step);
  }

  /** One number, or the name that stands for it. */
  int number(String field, String text) {
    int named = List.of(names.split(" ", -1)).indexOf(text.toUpperCase(Locale.ROOT));
    if (named >= 0) {
      return named + least;
    }
    int number = text.matches("[0-9]{1,4}") ? Integer.parseInt(text) : -1;
    if (number < least || number > most) {
      throw wrong(field);
    }
    return number;
  }

  CronSyntaxException wrong(String field) {
    return new CronSyntaxException(
        "the %s of a cron expression is %s, but must be %s"
            .formatted(words, OneLine.quoted(field), right));
  }

  /** A range that ends before it begins goes on at the field's beginning; years have none. */
  private NavigableSet<Integer> inSteps(String field, int from, int to, @Nullable String written) {
    int size = most - least + 1;
    int step = written == null ? 1 : Integer.parseInt(written);
    if (step < 1 || step >= size || (to < from && this == YEAR)) {
      throw wrong(field);
    }
    NavigableSet<Integer> numbers = new TreeSet<>();
    int last = to < from ? to + size : to;
    for (int number = from; number <= last; number += step) {
      numbers.add(number > most ? number - size : number);
    }
    return numbers;
  }
}
