// SPDX-License-Identifier: Apache-2.0
package io.jobmill.schedule.cron;

import io.jobmill.job.OneLine;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.YearMonth;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Times of a wall clock, in Quartz's spelling: second, minute, hour, day of month, month, day of
 * week and, if wanted, year.
 */
public final class CronExpression {

  private static final int FIELDS = 6;

  /** The rarest there is, a fifth Friday in February, comes after at most forty years. */
  private static final int YEARS_AHEAD = 50;

  private final TimeOfDay times;
  private final List<DayRule> days;
  private final NavigableSet<Integer> months;
  private final @Nullable NavigableSet<Integer> years;

  private CronExpression(
      TimeOfDay times,
      List<DayRule> days,
      NavigableSet<Integer> months,
      @Nullable NavigableSet<Integer> years) {
    this.times = times;
    this.days = days;
    this.months = months;
    this.years = years;
  }

  /**
   * @throws CronSyntaxException saying what is wrong and what would be right
   */
  public static CronExpression parse(String text) {
    String[] fields = text.strip().split("\\s+", -1);
    if (fields.length != FIELDS && fields.length != FIELDS + 1) {
      throw new CronSyntaxException(
          "a cron expression has six fields (second, minute, hour, day of month, month, day of week) and may have a seventh (year), as in '0 30 2 * * ?' for every day at 02:30; %s has %d"
              .formatted(OneLine.quoted(text), text.isBlank() ? 0 : fields.length));
    }
    return new CronExpression(
        new TimeOfDay(
            CronField.SECOND.numbers(fields[0]),
            CronField.MINUTE.numbers(fields[1]),
            CronField.HOUR.numbers(fields[2])),
        DayFields.rules(fields[3], fields[5]),
        CronField.MONTH.numbers(fields[4]),
        fields.length == FIELDS || fields[FIELDS].equals("*")
            ? null
            : CronField.YEAR.numbers(fields[FIELDS]));
  }

  /** The first time later than this one; empty where none comes any more. */
  public Optional<LocalDateTime> next(LocalDateTime after) {
    LocalDateTime from = after.truncatedTo(ChronoUnit.SECONDS).plusSeconds(1);
    YearMonth last = YearMonth.from(from).plusYears(YEARS_AHEAD);
    for (YearMonth month = YearMonth.from(from); !month.isAfter(last); month = later(month)) {
      if (includes(month)) {
        for (LocalDate day : days(month)) {
          Optional<LocalTime> time = time(day, from);
          if (time.isPresent()) {
            return time.map(day::atTime);
          }
        }
      }
    }
    return Optional.empty();
  }

  /** Whether it has times in every hour of the days that it names. */
  public boolean isEveryHour() {
    return times.hours().size() == 24;
  }

  private static YearMonth later(YearMonth month) {
    return month.plusMonths(1);
  }

  private boolean includes(YearMonth month) {
    return months.contains(month.getMonthValue())
        && (years == null || years.contains(month.getYear()));
  }

  private NavigableSet<LocalDate> days(YearMonth month) {
    return days.stream()
        .flatMap(rule -> rule.in(month))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private Optional<LocalTime> time(LocalDate day, LocalDateTime from) {
    LocalDate today = from.toLocalDate();
    if (day.isBefore(today)) {
      return Optional.empty();
    }
    return times.atOrAfter(day.equals(today) ? from.toLocalTime() : LocalTime.MIN);
  }

  /** The times of every day. */
  private record TimeOfDay(
      NavigableSet<Integer> seconds, NavigableSet<Integer> minutes, NavigableSet<Integer> hours) {

    Optional<LocalTime> atOrAfter(LocalTime from) {
      for (Integer hour : hours.tailSet(from.getHour(), true)) {
        boolean sameHour = hour == from.getHour();
        for (Integer minute : minutes.tailSet(sameHour ? from.getMinute() : 0, true)) {
          boolean sameMinute = sameHour && minute == from.getMinute();
          Integer second = seconds.ceiling(sameMinute ? from.getSecond() : 0);
          if (second != null) {
            return Optional.of(LocalTime.of(hour, minute, second));
          }
        }
      }
      return Optional.empty();
    }
  }
}
