// SPDX-License-Identifier: Apache-2.0
package io.jobmill.schedule;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * When jobs are due, to the second; in UTC, but for {@link Cron}. What follows a job that was asked
 * for late comes after that: those in between were missed.
 */
public sealed interface Schedule permits Cron, Schedule.Interval, Schedule.Calendar, Schedule.Once {

  /** Times lie before it, so that what follows them can still be written. */
  Instant END = Instant.parse("3000-01-01T00:00:00Z");

  /**
   * When the first job is due, of a schedule that begins at that instant; empty where none ever is.
   */
  Optional<Instant> first(Instant begin);

  /**
   * When the job is due that follows one; empty where none does.
   *
   * @param due when that one was due
   * @param asked when it was asked for, or left out; not before {@code due}
   */
  Optional<Instant> next(Instant due, Instant asked);

  /** The schedule in one word, like {@code D_14:30}; {@link ScheduleText} reads it. */
  String text();

  /**
   * Every so many minutes: at once, and then so long after the one before.
   *
   * @param minutes from 1 to {@link #MOST_MINUTES}
   */
  record Interval(int minutes) implements Schedule {

    /** A year. */
    public static final int MOST_MINUTES = 366 * 24 * 60;

    /** Asked for within that, a job is on time, and its delay does not add up over many. */
    private static final Duration ON_TIME = Duration.ofSeconds(10);

    public Interval {
      require(minutes >= 1 && minutes <= MOST_MINUTES, "minutes must be 1 to " + MOST_MINUTES);
    }

    @Override
    public Optional<Instant> first(Instant begin) {
      return Optional.of(begin.truncatedTo(ChronoUnit.SECONDS));
    }

    @Override
    public Optional<Instant> next(Instant due, Instant asked) {
      boolean onTime = !asked.isAfter(due.plus(ON_TIME));
      Instant start = onTime ? due : asked.truncatedTo(ChronoUnit.SECONDS);
      return Optional.of(start.plus(Duration.ofMinutes(minutes)));
    }

    @Override
    public String text() {
      return "I_" + minutes;
    }
  }

  /** Recurs at a time of certain days. */
  sealed interface Calendar extends Schedule {

    /** Gives the time of the day, and when the schedule begins: no job is due before it. */
    Instant time();

    /** Whether a job is due on this day. */
    boolean includes(LocalDate day);

    @Override
    default Optional<Instant> first(Instant begin) {
      return Optional.of(atOrAfter(begin.isBefore(time()) ? time() : begin));
    }

    @Override
    default Optional<Instant> next(Instant due, Instant asked) {
      return Optional.of(atOrAfter((asked.isBefore(due) ? due : asked).plusNanos(1)));
    }

    private Instant atOrAfter(Instant from) {
      LocalDate day = LocalDate.ofInstant(from, ZoneOffset.UTC);
      Instant at = at(day);
      while (at.isBefore(from) || !includes(day)) {
        day = day.plusDays(1);
        at = at(day);
      }
      return at;
    }

    private Instant at(LocalDate day) {
      return day.atTime(timeOfDay()).toInstant(ZoneOffset.UTC);
    }

    /** The time of the day, in UTC. */
    default LocalTime timeOfDay() {
      return LocalTime.ofInstant(time(), ZoneOffset.UTC);
    }
  }

  /** Every day. */
  record Daily(Instant time) implements Calendar {

    public Daily {
      time = checked(time);
    }

    @Override
    public boolean includes(LocalDate day) {
      return true;
    }

    @Override
    public String text() {
      return "D_" + timeOfDay();
    }
  }

  /**
   * On some days of the week.
   *
   * @param days at least one
   */
  record Weekly(Set<DayOfWeek> days, Instant time) implements Calendar {

    public Weekly {
      require(!days.isEmpty(), "at least one day must be given");
      days = Set.copyOf(days);
      time = checked(time);
    }

    @Override
    public boolean includes(LocalDate day) {
      return days.contains(day.getDayOfWeek());
    }

    /** The days by their numbers, in order; Sunday is 0. */
    public List<Integer> numbers() {
      return EnumSet.copyOf(days).stream().map(day -> day.getValue() % 7).sorted().toList();
    }

    /** The day of a number, of which 0 is Sunday and 6 Saturday. */
    public static DayOfWeek day(int number) {
      require(number >= 0 && number <= 6, "a day must be 0 (Sunday) to 6 (Saturday)");
      return DayOfWeek.of(number == 0 ? 7 : number);
    }

    @Override
    public String text() {
      return numbers().stream()
          .map(String::valueOf)
          .collect(Collectors.joining(",", "W_", "_" + timeOfDay()));
    }
  }

  /**
   * On a day of the month; of a month that has no such day, on its last.
   *
   * @param day from 1 to 31
   */
  record Monthly(int day, Instant time) implements Calendar {

    public Monthly {
      require(day >= 1 && day <= 31, "day must be 1 to 31");
      time = checked(time);
    }

    @Override
    public boolean includes(LocalDate date) {
      return date.getDayOfMonth() == Math.min(day, date.lengthOfMonth());
    }

    @Override
    public String text() {
      return "M_" + day + "_" + timeOfDay();
    }
  }

  /** Once; at once where the time has passed when it begins. */
  record Once(Instant time) implements Schedule {

    public Once {
      time = checked(time);
    }

    @Override
    public Optional<Instant> first(Instant begin) {
      return Optional.of(time.isBefore(begin) ? begin.truncatedTo(ChronoUnit.SECONDS) : time);
    }

    @Override
    public Optional<Instant> next(Instant due, Instant asked) {
      return Optional.empty();
    }

    @Override
    public String text() {
      return "O_" + time;
    }
  }

  private static Instant checked(Instant time) {
    require(
        !time.isBefore(Instant.EPOCH) && time.isBefore(END),
        "the time must be between the years 1970 and 2999");
    return time.truncatedTo(ChronoUnit.SECONDS);
  }

  private static void require(boolean right, String what) {
    if (!right) {
      throw new IllegalArgumentException(what);
    }
  }
}
