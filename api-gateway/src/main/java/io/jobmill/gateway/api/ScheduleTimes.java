// SPDX-License-Identifier: Apache-2.0
package io.jobmill.gateway.api;

import io.jobmill.gateway.problem.Refusal;
import io.jobmill.job.OneLine;
import io.jobmill.schedule.Cron;
import io.jobmill.schedule.Schedule;
import io.jobmill.schedule.Schedule.Daily;
import io.jobmill.schedule.Schedule.Interval;
import io.jobmill.schedule.Schedule.Monthly;
import io.jobmill.schedule.Schedule.Once;
import io.jobmill.schedule.Schedule.Weekly;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** When the jobs of a schedule are due, as JSON: a kind, and the fields of that kind. */
final class ScheduleTimes {

  static final String UTC = "UTC";

  /** Each kind with its fields, all of which it needs but the time zone. */
  static final Map<String, Set<String>> KINDS = new LinkedHashMap<>();

  static {
    KINDS.put("cron", Set.of("expression", "timeZone"));
    KINDS.put("interval", Set.of("minutes"));
    KINDS.put("daily", Set.of("time"));
    KINDS.put("weekly", Set.of("days", "time"));
    KINDS.put("monthly", Set.of("day", "time"));
    KINDS.put("once", Set.of("time"));
  }

  private ScheduleTimes() {}

  /**
   * @throws Refusal 400 saying what is wrong and what would be right
   */
  static Schedule read(Map<String, @Nullable Object> given) {
    if (given.isEmpty()) {
      throw Refusal.badRequest("field 'when' is missing");
    }
    Json when = new Json(given);
    String kind = when.text("kind");
    Set<String> fields = KINDS.get(kind);
    if (fields == null) {
      throw Json.wrong("when.kind", "one of " + String.join(", ", KINDS.keySet()));
    }
    Set<String> allowed = new LinkedHashSet<>(fields);
    allowed.add("kind");
    when.allow(allowed);
    try {
      return switch (kind) {
        case "cron" -> new Cron(when.text("expression"), zone(when));
        case "interval" -> new Interval(number(when, "minutes"));
        case "daily" -> new Daily(time(when));
        case "weekly" -> new Weekly(days(when), time(when));
        case "monthly" -> new Monthly(number(when, "day"), time(when));
        default -> new Once(time(when));
      };
    } catch (IllegalArgumentException e) {
      throw Refusal.badRequest("field 'when': " + e.getMessage());
    }
  }

  static Map<String, Object> write(Schedule schedule) {
    Answer answer = new Answer();
    if (schedule instanceof Cron cron) {
      answer
          .with("kind", "cron")
          .with("expression", cron.expression())
          .with("timeZone", cron.timeZone().getId());
    } else if (schedule instanceof Interval interval) {
      answer.with("kind", "interval").with("minutes", interval.minutes());
    } else if (schedule instanceof Daily daily) {
      answer.with("kind", "daily").with("time", daily.time());
    } else if (schedule instanceof Weekly weekly) {
      answer
          .with("kind", "weekly")
          .with(
              "days", weekly.numbers().stream().map(Weekly::day).map(ScheduleTimes::word).toList())
          .with("time", weekly.time());
    } else if (schedule instanceof Monthly monthly) {
      answer.with("kind", "monthly").with("day", monthly.day()).with("time", monthly.time());
    } else if (schedule instanceof Once once) {
      answer.with("kind", "once").with("time", once.time());
    }
    return answer.fields();
  }

  static List<String> days() {
    return Arrays.stream(DayOfWeek.values()).map(ScheduleTimes::word).toList();
  }

  private static String word(DayOfWeek day) {
    return day.name().toLowerCase(Locale.ROOT);
  }

  private static ZoneId zone(Json when) {
    String name = when.optionalText("timeZone").orElse(UTC);
    try {
      return ZoneId.of(name);
    } catch (DateTimeException e) {
      throw Refusal.badRequest(
          "field 'when.timeZone' must be a time zone like Europe/Berlin or UTC; there is no %s"
              .formatted(OneLine.quoted(name)));
    }
  }

  private static int number(Json when, String name) {
    if (when.tree().get(name) instanceof Long number && number == number.intValue()) {
      return number.intValue();
    }
    throw Json.wrong("when." + name, "a whole number");
  }

  private static Instant time(Json when) {
    Instant time = when.instant("time");
    if (time == null) {
      throw Refusal.badRequest("field 'when.time' is missing");
    }
    return time;
  }

  private static Set<DayOfWeek> days(Json when) {
    Set<DayOfWeek> days = new LinkedHashSet<>();
    for (String word : when.texts("days")) {
      days.add(
          Arrays.stream(DayOfWeek.values())
              .filter(day -> day.name().equalsIgnoreCase(word))
              .findFirst()
              .orElseThrow(() -> Json.wrong("when.days", "a list of days like monday")));
    }
    return days;
  }
}
