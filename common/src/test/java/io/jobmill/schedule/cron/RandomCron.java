// SPDX-License-Identifier: Apache-2.0
package io.jobmill.schedule.cron;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.function.IntPredicate;
import java.util.function.Predicate;

/**
 * An expression that was made up, and what it means, found in another way: by asking of every
 * single minute whether it is meant. Its second is always 0.
 */
final class RandomCron {

  private static final String[] DAYS = {"SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT"};

  private final Random random;
  private final String text;
  private final IntPredicate minutes;
  private final IntPredicate hours;
  private final Predicate<LocalDate> days;
  private final IntPredicate months;

  private record Field<T>(String text, T meant) {}

  RandomCron(Random random) {
    this.random = random;
    Field<IntPredicate> minute = numbers(0, 59);
    Field<IntPredicate> hour = random.nextInt(4) == 0 ? any() : numbers(0, 23);
    Field<IntPredicate> month = random.nextInt(3) > 0 ? any() : numbers(1, 12);
    boolean ofMonth = random.nextBoolean();
    Field<Predicate<LocalDate>> day = ofMonth ? dayOfMonth() : dayOfWeek();
    minutes = minute.meant();
    hours = hour.meant();
    months = month.meant();
    days = day.meant();
    text =
        "0 %s %s %s %s %s"
            .formatted(
                minute.text(),
                hour.text(),
                ofMonth ? day.text() : "?",
                month.text(),
                ofMonth ? "?" : day.text());
  }

  String text() {
    return text;
  }

  boolean isMeant(LocalDateTime time) {
    return time.getSecond() == 0
        && minutes.test(time.getMinute())
        && hours.test(time.getHour())
        && months.test(time.getMonthValue())
        && days.test(time.toLocalDate());
  }

  boolean isEveryHour() {
    for (int hour = 0; hour < 24; hour++) {
      if (!hours.test(hour)) {
        return false;
      }
    }
    return true;
  }

  private static Field<IntPredicate> any() {
    return new Field<>("*", number -> true);
  }

  private Field<IntPredicate> numbers(int least, int most) {
    Field<IntPredicate> first = item(least, most);
    if (random.nextInt(3) > 0) {
      return first;
    }
    Field<IntPredicate> second = item(least, most);
    return new Field<>(first.text() + "," + second.text(), first.meant().or(second.meant()));
  }

  private Field<IntPredicate> item(int least, int most) {
    int size = most - least + 1;
    int from = least + random.nextInt(size);
    int to = least + random.nextInt(size);
    int step = 1 + random.nextInt(Math.min(20, size - 1));
    int length = Math.floorMod(to - from, size);
    return switch (random.nextInt(5)) {
      case 0 -> new Field<>("*/" + step, number -> (number - least) % step == 0);
      case 1 ->
          new Field<>(from + "/" + step, number -> number >= from && (number - from) % step == 0);
      case 2 ->
          new Field<>(from + "-" + to, number -> Math.floorMod(number - from, size) <= length);
      case 3 ->
          new Field<>(
              from + "-" + to + "/" + step,
              number ->
                  Math.floorMod(number - from, size) <= length
                      && Math.floorMod(number - from, size) % step == 0);
      default -> new Field<>(String.valueOf(from), number -> number == from);
    };
  }

  private Field<Predicate<LocalDate>> dayOfMonth() {
    Field<Predicate<LocalDate>> first = oneDayOfMonth();
    if (random.nextInt(3) > 0) {
      return first;
    }
    Field<Predicate<LocalDate>> second = oneDayOfMonth();
    return new Field<>(first.text() + "," + second.text(), first.meant().or(second.meant()));
  }

  private Field<Predicate<LocalDate>> oneDayOfMonth() {
    int day = 1 + random.nextInt(31);
    int before = random.nextInt(31);
    return switch (random.nextInt(5)) {
      case 0 -> new Field<>("L", date -> date.plusDays(1).getDayOfMonth() == 1);
      case 1 ->
          new Field<>(
              "L-" + before,
              date ->
                  date.plusDays(before).getMonth() == date.getMonth()
                      && date.plusDays(before + 1L).getDayOfMonth() == 1);
      case 2 -> new Field<>(day + "W", date -> isNearest(date, day));
      case 3 ->
          new Field<>(
              "LW",
              date -> {
                List<LocalDate> weekdays = weekdays(date);
                return date.equals(weekdays.get(weekdays.size() - 1));
              });
      default -> {
        Field<IntPredicate> numbers = item(1, 31);
        yield new Field<>(numbers.text(), date -> numbers.meant().test(date.getDayOfMonth()));
      }
    };
  }

  private Field<Predicate<LocalDate>> dayOfWeek() {
    int number = 1 + random.nextInt(7);
    DayOfWeek day = DayOfWeek.of(number == 1 ? 7 : number - 1);
    String name =
        random.nextBoolean()
            ? String.valueOf(number)
            : random.nextBoolean() ? DAYS[number - 1] : DAYS[number - 1].toLowerCase(Locale.ROOT);
    int which = 1 + random.nextInt(5);
    return switch (random.nextInt(3)) {
      case 0 ->
          new Field<>(
              name + "L",
              date -> date.getDayOfWeek() == day && date.plusDays(7).getMonth() != date.getMonth());
      case 1 ->
          new Field<>(
              name + "#" + which,
              date -> date.getDayOfWeek() == day && (date.getDayOfMonth() - 1) / 7 + 1 == which);
      default -> {
        Field<IntPredicate> numbers = numbers(1, 7);
        yield new Field<>(
            numbers.text(), date -> numbers.meant().test(date.getDayOfWeek().getValue() % 7 + 1));
      }
    };
  }

  /** Of all weekdays of the month the one with the fewest days in between. */
  private static boolean isNearest(LocalDate date, int day) {
    if (day > date.lengthOfMonth()) {
      return false;
    }
    LocalDate nearest = null;
    for (LocalDate weekday : weekdays(date)) {
      if (nearest == null || distance(weekday, day) < distance(nearest, day)) {
        nearest = weekday;
      }
    }
    return date.equals(nearest);
  }

  private static int distance(LocalDate date, int day) {
    return Math.abs(date.getDayOfMonth() - day);
  }

  private static List<LocalDate> weekdays(LocalDate ofMonth) {
    List<LocalDate> weekdays = new ArrayList<>();
    for (LocalDate date = ofMonth.withDayOfMonth(1);
        date.getMonth() == ofMonth.getMonth();
        date = date.plusDays(1)) {
      if (date.getDayOfWeek() != DayOfWeek.SATURDAY && date.getDayOfWeek() != DayOfWeek.SUNDAY) {
        weekdays.add(date);
      }
    }
    return weekdays;
  }
}
