// SPDX-License-Identifier: Apache-2.0
package io.jobmill.schedule.cron;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.temporal.TemporalAdjusters;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Names days of a month. */
sealed interface DayRule {

  /** The days it names in this month, maybe none, in no order. */
  Stream<LocalDate> in(YearMonth month);

  /** These, where the month has them. */
  record Numbered(Set<Integer> numbers) implements DayRule {
    @Override
    public Stream<LocalDate> in(YearMonth month) {
      return numbers.stream().filter(month::isValidDay).map(month::atDay);
    }
  }

  /** So many days before the last; the last itself is 0. */
  record BeforeLast(int days) implements DayRule {
    @Override
    public Stream<LocalDate> in(YearMonth month) {
      int day = month.lengthOfMonth() - days;
      return day < 1 ? Stream.of() : Stream.of(month.atDay(day));
    }
  }

  /** The weekday of the month that is nearest to a day, where the month has that day. */
  record Nearest(int day) implements DayRule {
    @Override
    public Stream<LocalDate> in(YearMonth month) {
      return month.isValidDay(day) ? Stream.of(weekday(month.atDay(day))) : Stream.of();
    }

    private static LocalDate weekday(LocalDate date) {
      boolean first = date.getDayOfMonth() == 1;
      boolean last = date.getDayOfMonth() == date.lengthOfMonth();
      return switch (date.getDayOfWeek()) {
        case SATURDAY -> first ? date.plusDays(2) : date.minusDays(1);
        case SUNDAY -> last ? date.minusDays(2) : date.plusDays(1);
        default -> date;
      };
    }
  }

  /** The last day that is neither Saturday nor Sunday. */
  record LastWeekday() implements DayRule {
    @Override
    public Stream<LocalDate> in(YearMonth month) {
      return Stream.of(Nearest.weekday(month.atEndOfMonth()));
    }
  }

  /** Every one of these days of the week. */
  record Weekdays(Set<DayOfWeek> days) implements DayRule {
    @Override
    public Stream<LocalDate> in(YearMonth month) {
      return IntStream.rangeClosed(1, month.lengthOfMonth())
          .mapToObj(month::atDay)
          .filter(date -> days.contains(date.getDayOfWeek()));
    }
  }

  /** The last of a day of the week. */
  record Last(DayOfWeek day) implements DayRule {
    @Override
    public Stream<LocalDate> in(YearMonth month) {
      return Stream.of(month.atDay(1).with(TemporalAdjusters.lastInMonth(day)));
    }
  }

  /** The first, second … fifth of a day of the week, where the month has so many. */
  record Nth(DayOfWeek day, int which) implements DayRule {
    @Override
    public Stream<LocalDate> in(YearMonth month) {
      return Stream.of(month.atDay(1).with(TemporalAdjusters.dayOfWeekInMonth(which, day)))
          .filter(date -> YearMonth.from(date).equals(month));
    }
  }
}
