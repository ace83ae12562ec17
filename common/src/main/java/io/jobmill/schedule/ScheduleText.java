// SPDX-License-Identifier: Apache-2.0
package io.jobmill.schedule;

import io.jobmill.schedule.Schedule.Daily;
import io.jobmill.schedule.Schedule.Interval;
import io.jobmill.schedule.Schedule.Monthly;
import io.jobmill.schedule.Schedule.Once;
import io.jobmill.schedule.Schedule.Weekly;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/** Reads {@link Schedule#text}. */
public final class ScheduleText {

  private static final String CRON = "C_";
  private static final String CRON_PARTS = "C3";

  private ScheduleText() {}

  /** The schedule, as one that began long ago; empty for any other text. */
  public static Optional<Schedule> parse(String text) {
    try {
      // Names of time zones have underscores in them.
      String[] parts = text.split("_", text.startsWith(CRON) ? 3 : -1);
      return Optional.ofNullable(
          switch (parts[0] + parts.length) {
            case "I2" -> new Interval(Integer.parseInt(parts[1]));
            case "D2" -> new Daily(time(parts[1]));
            case "W3" ->
                new Weekly(
                    Arrays.stream(parts[1].split(",", -1))
                        .map(number -> Weekly.day(Integer.parseInt(number)))
                        .collect(Collectors.toSet()),
                    time(parts[2]));
            case "M3" -> new Monthly(Integer.parseInt(parts[1]), time(parts[2]));
            case CRON_PARTS -> new Cron(parts[1], ZoneId.of(parts[2]));
            case "O2" -> new Once(Instant.parse(parts[1]));
            default -> null;
          });
    } catch (IllegalArgumentException | DateTimeException e) {
      return Optional.empty();
    }
  }

  private static Instant time(String timeOfDay) {
    return LocalDate.EPOCH.atTime(LocalTime.parse(timeOfDay)).toInstant(ZoneOffset.UTC);
  }
}
