// SPDX-License-Identifier: Apache-2.0
package io.jobmill.schedule.cron;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDateTime;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CronExpressionTests {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        // Every field, lists, ranges, steps.
        "* * * * * ?             | 2026-01-31T23:59:59 | 2026-02-01T00:00:00 | 2026-02-01T00:00:01",
        "0 */15 * * * ?          | 2026-01-31T23:44:59 | 2026-01-31T23:45:00 | 2026-02-01T00:00:00",
        "5/20 0 0 * * ?          | 2026-01-31T00:00:05 | 2026-01-31T00:00:25 | 2026-01-31T00:00:45",
        "0 0 8-10,20 * * ?       | 2026-01-31T10:00:00 | 2026-01-31T20:00:00 | 2026-02-01T08:00:00",
        "0 0 22-2/2 * * ?        | 2026-01-31T21:00:00 | 2026-01-31T22:00:00 | 2026-02-01T00:00:00",
        "0 0 9 1,15 * ?          | 2026-01-02T00:00:00 | 2026-01-15T09:00:00 | 2026-02-01T09:00:00",
        "0 0 9 10/10 * ?         | 2026-02-11T00:00:00 | 2026-02-20T09:00:00 | 2026-03-10T09:00:00",
        "0 0 9 1 jan,Jul ?       | 2026-01-02T00:00:00 | 2026-07-01T09:00:00 | 2027-01-01T09:00:00",
        "0 0 9 1 11-2/3 ?        | 2026-03-01T00:00:00 | 2026-11-01T09:00:00 | 2027-02-01T09:00:00",
        "0 0 9 ? * MON-FRI       | 2026-01-30T09:00:00 | 2026-02-02T09:00:00 | 2026-02-03T09:00:00",
        "0 0 9 ? * 2-6           | 2026-01-30T09:00:00 | 2026-02-02T09:00:00 | 2026-02-03T09:00:00",
        "0 0 9 ? * FRI-SUN       | 2026-01-31T09:00:00 | 2026-02-01T09:00:00 | 2026-02-06T09:00:00",
        "0 0 9 ? * 2/2           | 2026-02-01T09:00:00 | 2026-02-02T09:00:00 | 2026-02-04T09:00:00",
        "0 0 9 * * *             | 2026-01-31T09:00:00 | 2026-02-01T09:00:00 | 2026-02-02T09:00:00",
        "0 0 9 ? * L             | 2026-02-01T09:00:00 | 2026-02-07T09:00:00 | 2026-02-14T09:00:00",
        "0 0 0 1 1 ? 2027/2      | 2026-02-01T09:00:00 | 2027-01-01T00:00:00 | 2029-01-01T00:00:00",
        "0 0 0 1 1 ? 2030,2040   | 2026-02-01T09:00:00 | 2030-01-01T00:00:00 | 2040-01-01T00:00:00",
        // Ends of months.
        "0 0 0 31 * ?            | 2026-03-31T00:00:00 | 2026-05-31T00:00:00 | 2026-07-31T00:00:00",
        "0 0 0 L * ?             | 2026-01-31T00:00:00 | 2026-02-28T00:00:00 | 2026-03-31T00:00:00",
        "0 0 0 L 2 ?             | 2027-03-01T00:00:00 | 2028-02-29T00:00:00 | 2029-02-28T00:00:00",
        "0 0 0 L-2 * ?           | 2026-02-01T00:00:00 | 2026-02-26T00:00:00 | 2026-03-29T00:00:00",
        "0 0 0 L-30 * ?          | 2026-02-01T00:00:00 | 2026-03-01T00:00:00 | 2026-05-01T00:00:00",
        "0 0 0 1,L * ?           | 2026-02-01T00:00:00 | 2026-02-28T00:00:00 | 2026-03-01T00:00:00",
        "0 0 0 28-2 * ?          | 2026-02-27T00:00:00 | 2026-02-28T00:00:00 | 2026-03-01T00:00:00",
        // The leap day; 2100 has none.
        "0 0 0 29 2 ?            | 2026-01-01T00:00:00 | 2028-02-29T00:00:00 | 2032-02-29T00:00:00",
        "0 0 0 29 2 ?            | 2096-01-01T00:00:00 | 2096-02-29T00:00:00 | 2104-02-29T00:00:00",
        // The nearest weekday: never in another month.
        "0 0 0 15W * ?           | 2026-08-01T00:00:00 | 2026-08-14T00:00:00 | 2026-09-15T00:00:00",
        "0 0 0 1W * ?            | 2022-12-02T00:00:00 | 2023-01-02T00:00:00 | 2023-02-01T00:00:00",
        "0 0 0 1W * ?            | 2021-12-02T00:00:00 | 2022-01-03T00:00:00 | 2022-02-01T00:00:00",
        "0 0 0 31W * ?           | 2026-05-01T00:00:00 | 2026-05-29T00:00:00 | 2026-07-31T00:00:00",
        "0 0 0 30W 4,6 ?         | 2028-01-01T00:00:00 | 2028-04-28T00:00:00 | 2028-06-30T00:00:00",
        "0 0 0 LW * ?            | 2026-01-01T00:00:00 | 2026-01-30T00:00:00 | 2026-02-27T00:00:00",
        "0 0 0 1W,15,LW * ?      | 2026-08-15T00:00:00 | 2026-08-31T00:00:00 | 2026-09-01T00:00:00",
        // The last and the n-th of a day of the week.
        "0 0 0 ? * 6L            | 2026-01-01T00:00:00 | 2026-01-30T00:00:00 | 2026-02-27T00:00:00",
        "0 0 0 ? * FRIL          | 2026-01-01T00:00:00 | 2026-01-30T00:00:00 | 2026-02-27T00:00:00",
        "0 0 0 ? * 2#1           | 2026-01-06T00:00:00 | 2026-02-02T00:00:00 | 2026-03-02T00:00:00",
        "0 0 0 ? * MON#5         | 2026-01-01T00:00:00 | 2026-03-30T00:00:00 | 2026-06-29T00:00:00",
        "0 0 0 ? * MON#1,THU#3   | 2026-01-06T00:00:00 | 2026-01-15T00:00:00 | 2026-02-02T00:00:00",
        // The rarest.
        "0 0 0 ? 2 FRI#5         | 2188-03-01T00:00:00 | 2228-02-29T00:00:00 | 2256-02-29T00:00:00",
      })
  void namesTimes(String cron, LocalDateTime after, LocalDateTime next, LocalDateTime nextButOne) {
    CronExpression expression = CronExpression.parse(cron);

    assertThat(expression.next(after)).contains(next);
    assertThat(expression.next(next)).contains(nextButOne);
  }

  @Test
  void aTimeBetweenSecondsComesBeforeTheNextOne() {
    assertThat(
            CronExpression.parse("* * * * * ?").next(LocalDateTime.parse("2026-01-01T00:00:00.9")))
        .contains(LocalDateTime.parse("2026-01-01T00:00:01"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"0 0 0 30 2 ?", "0 0 0 31 4,6 ?", "0 0 0 31W 11 ?", "0 0 0 * * ? 2025"})
  void whatNeverComesHasNoNext(String cron) {
    assertThat(CronExpression.parse(cron).next(LocalDateTime.parse("2026-01-01T00:00:00")))
        .isEqualTo(Optional.empty());
  }

  @Test
  void spacesAndCaseDoNotMatter() {
    LocalDateTime after = LocalDateTime.parse("2026-01-01T00:00:00");

    assertThat(CronExpression.parse("  0\t0 9   ? jan fril ").next(after))
        .isEqualTo(CronExpression.parse("0 0 9 ? JAN FRIL").next(after))
        .isPresent();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "30 2 * * ?        | a cron expression has six fields (second, minute, hour, day of month,"
            + " month, day of week) and may have a seventh (year), as in '0 30 2 * * ?' for every"
            + " day at 02:30; '30 2 * * ?' has 5",
        "0 0 24 * * ?      | the hour of a cron expression is '24', but must be 0 to 23, as in 2,"
            + " 8,20, 8-18 or */2",
        "60 0 0 * * ?      | the second of a cron expression is '60', but must be 0 to 59, as in 0,"
            + " 0,30, 10-20 or */15",
        "0 a 0 * * ?       | the minute of a cron expression is 'a', but must be 0 to 59, as in 30,"
            + " 0,30, 10-20 or */15",
        "0 0 0 * 13 ?      | the month of a cron expression is '13', but must be 1 to 12 or JAN to"
            + " DEC, as in 1, MAR,SEP, 4-6 or */3",
        "0 0 0 1 * ? 1969  | the year of a cron expression is '1969', but must be 1970 to 2099, as"
            + " in 2027, 2027-2029 or */2",
        "0 0 0 1 * MON     | a cron expression cannot have both a day of month, '1', and a day of"
            + " week, 'MON'; write ? for the one that does not matter",
      })
  void saysWhatIsWrongAndWhatWouldBeRight(String cron, String problem) {
    assertThatThrownBy(() -> CronExpression.parse(cron))
        .isInstanceOf(CronSyntaxException.class)
        .hasMessage(problem);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "x",
        "? 0 0 * * ?",
        "0 0 0 * ? *",
        "0 0 0 0 * ?",
        "0 0 0 32 * ?",
        "0 0 0 1, * ?",
        "0 0 0 ,1 * ?",
        "0 0 0 1--3 * ?",
        "0 0 0 1-2-3 * ?",
        "0 0 0 */0 * ?",
        "0 0 0 */31 * ?",
        "0 */60 0 * * ?",
        "0 0 -1 * * ?",
        "0 0 0 L-31 * ?",
        "0 0 0 L-1W * ?",
        "0 0 0 32W * ?",
        "0 0 0 0W * ?",
        "0 0 0 W * ?",
        "0 0 0 1-5W * ?",
        "0 0 0 ? * 0",
        "0 0 0 ? * 8",
        "0 0 0 ? * 8L",
        "0 0 0 ? * MON#6",
        "0 0 0 ? * MON#0",
        "0 0 0 ? * MON#",
        "0 0 0 ? * MONDAY",
        "0 0 0 ? * FOO",
        "0 0 0 ? * ?,MON",
        "0 0 0 ? FOO ?",
        "0 0 0 ? * * 2030-2029",
        "0 0 0 ? * * 99999",
        "0 0 0 ? * * ?",
        "0 0 0 ? * * 2030 1",
        "٠ 0 0 * * ?",
        "@daily",
      })
  void isStrict(String cron) {
    assertThatThrownBy(() -> CronExpression.parse(cron)).isInstanceOf(CronSyntaxException.class);
  }

  @Test
  void quotesNothingThatDoesNotFitInALine() {
    assertThatThrownBy(() -> CronExpression.parse("0 0 0 " + "\u0007".repeat(100) + " * ?"))
        .hasMessageNotContaining("\u0007");
  }
}
