// SPDX-License-Identifier: Apache-2.0
package io.jobmill.gateway.dialect.keyfactor;

import io.jobmill.gateway.problem.Refusal;
import io.jobmill.job.OneLine;
import io.jobmill.schedule.Cron;
import io.jobmill.schedule.Schedule;
import io.jobmill.schedule.Schedule.Calendar;
import io.jobmill.schedule.Schedule.Daily;
import io.jobmill.schedule.Schedule.Interval;
import io.jobmill.schedule.Schedule.Monthly;
import io.jobmill.schedule.Schedule.Once;
import io.jobmill.schedule.Schedule.Weekly;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The schedule object of the dialect: exactly one member, named for the kind. */
final class ScheduleJson {

  private static final List<String> KINDS =
      List.of("Immediate", "Interval", "Daily", "Weekly", "Monthly", "ExactlyOnce");

  private ScheduleJson() {}

  /**
   * The schedule in the property {@code Schedule}; empty for Immediate, which is also what none
   * means.
   *
   * @throws Refusal 400 for one that cannot be
   */
  static Optional<Schedule> read(JsonObject body) {
    JsonObject schedule = body.object("Schedule").orElse(null);
    if (schedule == null) {
      return Optional.empty();
    }
    List<String> given = schedule.names();
    if (given.size() != 1 || KINDS.stream().noneMatch(given.get(0)::equalsIgnoreCase)) {
      throw wrong("must have exactly one of " + String.join(", ", KINDS));
    }
    String kind = given.get(0).toLowerCase(Locale.ROOT);
    if (kind.equals("immediate")) {
      if (!schedule.flag(kind)) {
        throw wrong("Immediate can only be true");
      }
      return Optional.empty();
    }
    JsonObject settings = schedule.object(kind).orElseThrow();
    try {
      return Optional.of(
          switch (kind) {
            case "interval" -> new Interval(number(settings, "Minutes"));
            case "daily" -> new Daily(time(settings));
            case "weekly" -> new Weekly(days(settings), time(settings));
            case "monthly" -> new Monthly(number(settings, "Day"), time(settings));
            default -> new Once(time(settings));
          });
    } catch (IllegalArgumentException e) {
      throw wrong(given.get(0) + ": " + e.getMessage());
    }
  }

  /**
   * @param schedule absent, Immediate
   * @param next when the next job is due
   */
  static Map<String, Object> write(@Nullable Schedule schedule, Instant next) {
    if (schedule instanceof Interval interval) {
      return Map.of("Interval", Map.of("Minutes", interval.minutes()));
    }
    if (schedule instanceof Daily) {
      return Map.of("Daily", Map.of("Time", Times.text(next)));
    }
    if (schedule instanceof Weekly weekly) {
      return timed("Weekly", "Days", weekly.numbers(), next);
    }
    if (schedule instanceof Monthly monthly) {
      return timed("Monthly", "Day", monthly.day(), next);
    }
    if (schedule instanceof Once once) {
      return Map.of("ExactlyOnce", Map.of("Time", Times.text(once.time())));
    }
    // The dialect has no word for it; that it comes then is true.
    if (schedule instanceof Cron) {
      return Map.of("ExactlyOnce", Map.of("Time", Times.text(next)));
    }
    return Map.of("Immediate", true);
  }

  /** The same of a job that began at an instant: what recurs shows the time after it. */
  static Map<String, Object> after(@Nullable Schedule schedule, Instant began) {
    boolean recurs = schedule instanceof Calendar || schedule instanceof Cron;
    return write(
        schedule, recurs && schedule != null ? schedule.next(began, began).orElse(began) : began);
  }

  private static Map<String, Object> timed(String kind, String name, Object value, Instant next) {
    Map<String, Object> settings = new LinkedHashMap<>();
    settings.put(name, value);
    settings.put("Time", Times.text(next));
    return Map.of(kind, settings);
  }

  private static int number(JsonObject settings, String name) {
    long number = settings.number(name);
    return (int) Math.max(Integer.MIN_VALUE, Math.min(Integer.MAX_VALUE, number));
  }

  private static Instant time(JsonObject settings) {
    String text = settings.text("Time").strip();
    try {
      return OffsetDateTime.parse(text).toInstant();
    } catch (DateTimeException e) {
      return local(text);
    }
  }

  /** Without an offset it is UTC. */
  private static Instant local(String text) {
    try {
      return LocalDateTime.parse(text).toInstant(ZoneOffset.UTC);
    } catch (DateTimeException e) {
      throw wrong(
          "Time must be a date and time like 2026-01-31T08:30:00Z, not " + OneLine.quoted(text));
    }
  }

  /** By number, of which 0 is Sunday, or by name. */
  private static Set<DayOfWeek> days(JsonObject settings) {
    Set<DayOfWeek> days = new HashSet<>();
    for (Object day : settings.list("Days").orElse(List.of())) {
      if (day instanceof Long number && number >= 0 && number <= 6) {
        days.add(Weekly.day(number.intValue()));
      } else {
        days.add(named(String.valueOf(day)));
      }
    }
    return days;
  }

  private static DayOfWeek named(String name) {
    for (DayOfWeek day : DayOfWeek.values()) {
      if (day.name().equalsIgnoreCase(name)) {
        return day;
      }
    }
    throw wrong("Days must hold numbers from 0 (Sunday) to 6 (Saturday), or names of days");
  }

  private static Refusal wrong(String what) {
    return Refusal.badRequest(
        "property 'Schedule' " + (what.startsWith("must") ? what : "is wrong: " + what));
  }
}
