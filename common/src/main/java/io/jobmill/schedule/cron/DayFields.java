// SPDX-License-Identifier: Apache-2.0
package io.jobmill.schedule.cron;

import io.jobmill.job.OneLine;
import java.time.DayOfWeek;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the two fields that say which days are meant, of which one is always left open. */
final class DayFields {

  private static final Pattern BEFORE_LAST = Pattern.compile("L(?:-([0-9]{1,2}))?");
  private static final Pattern NEAREST = Pattern.compile("([0-9]{1,2})W");
  private static final Pattern LAST = Pattern.compile("([0-9A-Z]{1,3})L");
  private static final Pattern NTH = Pattern.compile("([0-9A-Z]{1,3})#([1-5])");
  private static final int MOST_BEFORE_LAST = 30;

  private DayFields() {}

  static List<DayRule> rules(String ofMonth, String ofWeek) {
    if (!isOpen(ofMonth) && !isOpen(ofWeek)) {
      throw new CronSyntaxException(
          "a cron expression cannot have both a day of month, %s, and a day of week, %s; write ? for the one that does not matter"
              .formatted(OneLine.quoted(ofMonth), OneLine.quoted(ofWeek)));
    }
    return isOpen(ofWeek) ? ofMonth(ofMonth) : ofWeek(ofWeek);
  }

  private static boolean isOpen(String field) {
    return field.equals("?") || field.equals("*");
  }

  private static List<DayRule> ofMonth(String field) {
    if (field.equals("?")) {
      return List.of(new DayRule.Weekdays(EnumSet.allOf(DayOfWeek.class)));
    }
    List<DayRule> rules = new ArrayList<>();
    for (String item : field.toUpperCase(Locale.ROOT).split(",", -1)) {
      rules.add(dayOfMonth(field, item));
    }
    return rules;
  }

  private static DayRule dayOfMonth(String field, String item) {
    if (item.equals("LW")) {
      return new DayRule.LastWeekday();
    }
    Matcher beforeLast = BEFORE_LAST.matcher(item);
    if (beforeLast.matches()) {
      int days = beforeLast.group(1) == null ? 0 : Integer.parseInt(beforeLast.group(1));
      if (days > MOST_BEFORE_LAST) {
        throw CronField.DAY_OF_MONTH.wrong(field);
      }
      return new DayRule.BeforeLast(days);
    }
    Matcher nearest = NEAREST.matcher(item);
    if (nearest.matches()) {
      return new DayRule.Nearest(CronField.DAY_OF_MONTH.number(field, nearest.group(1)));
    }
    return new DayRule.Numbered(CronField.DAY_OF_MONTH.item(field, item));
  }

  private static List<DayRule> ofWeek(String field) {
    List<DayRule> rules = new ArrayList<>();
    for (String item : field.toUpperCase(Locale.ROOT).split(",", -1)) {
      rules.add(dayOfWeek(field, item));
    }
    return rules;
  }

  private static DayRule dayOfWeek(String field, String item) {
    Matcher last = LAST.matcher(item);
    if (last.matches()) {
      return new DayRule.Last(day(CronField.DAY_OF_WEEK.number(field, last.group(1))));
    }
    Matcher nth = NTH.matcher(item);
    if (nth.matches()) {
      return new DayRule.Nth(
          day(CronField.DAY_OF_WEEK.number(field, nth.group(1))), Integer.parseInt(nth.group(2)));
    }
    // By itself, the last day of the week.
    if (item.equals("L")) {
      return new DayRule.Weekdays(Set.of(DayOfWeek.SATURDAY));
    }
    Set<DayOfWeek> days = EnumSet.noneOf(DayOfWeek.class);
    CronField.DAY_OF_WEEK.item(field, item).forEach(number -> days.add(day(number)));
    return new DayRule.Weekdays(days);
  }

  /** Of which 1 is Sunday. */
  private static DayOfWeek day(int number) {
    return DayOfWeek.SATURDAY.plus(number);
  }
}
