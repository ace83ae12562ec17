// SPDX-License-Identifier: Apache-2.0
package io.jobmill.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jobmill.job.JobId;
import io.jobmill.schedule.Schedule.Daily;
import io.jobmill.schedule.Schedule.Interval;
import io.jobmill.schedule.Schedule.Monthly;
import io.jobmill.schedule.Schedule.Once;
import io.jobmill.schedule.Schedule.Weekly;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ScheduleTests {

  /** A Sunday. */
  private static final Instant MADE = Instant.parse("2026-03-01T12:00:00.400Z");

  @Test
  void anIntervalBeginsAtOnce() {
    assertThat(new Interval(30).first(MADE)).contains(at("2026-03-01T12:00:00Z"));
  }

  @ParameterizedTest
  @CsvSource({
    // A few seconds late: the delay does not add up.
    "2026-03-01T12:00:00Z, 2026-03-01T12:00:01.5Z, 2026-03-01T12:30:00Z",
    // Missed: made up for, and then counted from there.
    "2026-03-01T12:00:00Z, 2026-03-01T12:20:00.7Z, 2026-03-01T12:50:00Z",
    "2026-03-01T12:00:00Z, 2026-03-03T09:10:00Z, 2026-03-03T09:40:00Z",
  })
  void anIntervalCountsFromTheStartBefore(Instant due, Instant asked, Instant next) {
    assertThat(new Interval(30).next(due, asked)).contains(next);
  }

  @ParameterizedTest
  @CsvSource({
    "2020-01-01T14:30:00Z, 2026-03-01T14:30:00Z",
    "2020-01-01T11:30:00Z, 2026-03-02T11:30:00Z",
    // Not before the day it begins on.
    "2026-04-10T11:30:00Z, 2026-04-10T11:30:00Z",
  })
  void aDailyScheduleBeginsAtItsTime(Instant time, Instant first) {
    assertThat(new Daily(time).first(MADE)).contains(first);
  }

  @Test
  void whatIsDueExactlyNowIsDue() {
    assertThat(new Daily(Instant.parse("2026-03-01T14:30:00Z")).first(at("2026-03-01T14:30:00Z")))
        .contains(at("2026-03-01T14:30:00Z"));
  }

  @Test
  void daysThatWereMissedAreMadeUpForOnce() {
    Daily daily = new Daily(at("2026-03-01T14:30:00Z"));

    assertThat(daily.next(at("2026-03-01T14:30:00Z"), at("2026-03-05T15:00:00Z")))
        .contains(at("2026-03-06T14:30:00Z"));
  }

  @Test
  void aWeekGoesFromDayToDay() {
    Weekly weekly =
        new Weekly(EnumSet.of(DayOfWeek.MONDAY, DayOfWeek.WEDNESDAY), at("2026-01-01T02:00:00Z"));

    Instant first = weekly.first(MADE).orElseThrow();
    assertThat(first).isEqualTo("2026-03-02T02:00:00Z");
    assertThat(weekly.next(first, first)).contains(at("2026-03-04T02:00:00Z"));
    assertThat(weekly.next(at("2026-03-04T02:00:00Z"), at("2026-03-04T02:00:01Z")))
        .contains(at("2026-03-09T02:00:00Z"));
  }

  @ParameterizedTest
  @CsvSource({
    "31, 2026-03-01T12:00:00Z, 2026-03-31T06:00:00Z",
    "31, 2026-03-31T06:00:00Z, 2026-04-30T06:00:00Z",
    "31, 2026-01-31T06:00:00Z, 2026-02-28T06:00:00Z",
    "29, 2028-01-29T06:00:00Z, 2028-02-29T06:00:00Z",
    "15, 2026-12-15T06:00:00Z, 2027-01-15T06:00:00Z",
    "1, 2026-03-01T05:59:59Z, 2026-03-01T06:00:00Z",
  })
  void aMonthThatIsTooShortHasItsLastDay(int day, Instant after, Instant next) {
    assertThat(new Monthly(day, at("2020-01-01T06:00:00Z")).next(after, after)).contains(next);
  }

  @Test
  void onceIsOnce() {
    Once once = new Once(at("2026-04-01T00:00:00Z"));

    assertThat(once.first(MADE)).contains(at("2026-04-01T00:00:00Z"));
    assertThat(once.next(once.time(), once.time())).isEmpty();
  }

  @Test
  void onceIsAtOnceWhereItsTimeHasPassed() {
    assertThat(new Once(at("2026-02-01T00:00:00Z")).first(MADE))
        .contains(at("2026-03-01T12:00:00Z"));
  }

  @Test
  void cronGoesByItsOwnClock() {
    Cron cron = new Cron("0 30 2 * * ?", ZoneId.of("Europe/Berlin"));

    assertThat(cron.first(at("2026-03-02T01:30:00Z"))).contains(at("2026-03-02T01:30:00Z"));
    assertThat(cron.next(at("2026-03-02T01:30:00Z"), at("2026-03-02T01:30:00Z")))
        .contains(at("2026-03-03T01:30:00Z"));
    assertThat(cron.next(at("2026-03-02T01:30:00Z"), at("2026-03-05T12:00:00Z")))
        .contains(at("2026-03-06T01:30:00Z"));
  }

  @Test
  void cronWithAYearThatHasPassedNeverComes() {
    assertThat(new Cron("0 0 0 1 1 ? 2025", ZoneId.of("UTC")).first(MADE)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "I_30",
        "D_14:30",
        "D_14:30:15",
        "W_0,3,6_00:00",
        "M_31_23:59",
        "O_2026-02-01T00:00:00Z",
        "C_0 30 2 ? * MON-FRI_America/Argentina/Rio_Gallegos"
      })
  void aTextIsReadAsItWasWritten(String text) {
    assertThat(ScheduleText.parse(text)).map(Schedule::text).contains(text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "_",
        "I",
        "I_0",
        "I_x",
        "D_25:00",
        "W__01:00",
        "W_7_01:00",
        "M_32_01:00",
        "X_1",
        "O_tomorrow",
        "I_30_1",
        "C_0 30 2 * * ?",
        "C_0 30 2 * * *  *_Nowhere",
        "C_30 2 * * ?_UTC"
      })
  void anyOtherTextIsNone(String text) {
    assertThat(ScheduleText.parse(text)).isEmpty();
  }

  @Test
  void aScheduleThatCannotBeIsRefused() {
    assertThatThrownBy(() -> new Interval(0)).hasMessage("minutes must be 1 to 527040");
    assertThatThrownBy(() -> new Weekly(Set.of(), MADE))
        .hasMessage("at least one day must be given");
    assertThatThrownBy(() -> new Monthly(0, MADE)).hasMessage("day must be 1 to 31");
    assertThatThrownBy(() -> new Once(Instant.parse("3000-01-01T00:00:00Z")))
        .hasMessage("the time must be between the years 1970 and 2999");
    assertThatThrownBy(() -> Weekly.day(7)).hasMessage("a day must be 0 (Sunday) to 6 (Saturday)");
  }

  @Test
  void everyDueTimeHasAJobOfItsOwnThatEveryoneKnows() {
    JobId schedule = JobId.of("019ca945-0a00-7000-8000-0123456789ab");

    JobId job = JobId.ofOccurrence(schedule, at("2026-03-01T14:30:00Z"));

    assertThat(job).isEqualTo(JobId.ofOccurrence(schedule, at("2026-03-01T14:30:00Z")));
    assertThat(job).isNotEqualTo(JobId.ofOccurrence(schedule, at("2026-03-02T14:30:00Z")));
    assertThat(job.value().version()).isEqualTo(8);
    assertThat(job.value().variant()).isEqualTo(2);
  }

  private static Instant at(String text) {
    return Instant.parse(text);
  }
}
