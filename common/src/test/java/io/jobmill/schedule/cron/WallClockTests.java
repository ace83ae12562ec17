// SPDX-License-Identifier: Apache-2.0
package io.jobmill.schedule.cron;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** In Berlin, 2026: 02:00 to 03:00 is missing on 29 March, and is there twice on 25 October. */
class WallClockTests {

  private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

  @Test
  void aTimeThatIsLeftOutInSpringComesWhenTheClockGoesOn() {
    assertThat(times("0 30 2 * * ?", BERLIN, "2026-03-27T12:00:00Z", 4))
        .containsExactly(
            "2026-03-28T01:30:00Z",
            "2026-03-29T01:00:00Z",
            "2026-03-30T00:30:00Z",
            "2026-03-31T00:30:00Z");
  }

  @Test
  void aTimeThatIsThereTwiceInAutumnComesTheFirstTime() {
    assertThat(times("0 30 2 * * ?", BERLIN, "2026-10-23T12:00:00Z", 3))
        .containsExactly("2026-10-24T00:30:00Z", "2026-10-25T00:30:00Z", "2026-10-26T01:30:00Z");
    // In the second of the two hours nothing is left of the day.
    assertThat(times("0 30 2 * * ?", BERLIN, "2026-10-25T01:10:00Z", 1))
        .containsExactly("2026-10-26T01:30:00Z");
  }

  @Test
  void severalTimesThatAreLeftOutComeAsOne() {
    assertThat(times("0 0,20,40 2,3 * * ?", BERLIN, "2026-03-28T23:59:00Z", 4))
        .containsExactly(
            "2026-03-29T01:00:00Z",
            "2026-03-29T01:20:00Z",
            "2026-03-29T01:40:00Z",
            "2026-03-30T00:00:00Z");
  }

  @Test
  void whatComesEveryHourGoesOnEvenly() {
    assertThat(times("0 0 * * * ?", BERLIN, "2026-03-28T23:30:00Z", 3))
        .containsExactly("2026-03-29T00:00:00Z", "2026-03-29T01:00:00Z", "2026-03-29T02:00:00Z");
    assertThat(times("0 */30 * * * ?", BERLIN, "2026-10-24T23:40:00Z", 5))
        .containsExactly(
            "2026-10-25T00:00:00Z",
            "2026-10-25T00:30:00Z",
            "2026-10-25T01:00:00Z",
            "2026-10-25T01:30:00Z",
            "2026-10-25T02:00:00Z");
  }

  @Test
  void everySecondOfADoubledHourIsFoundOnce() {
    List<String> times = times("* * 2 * * ?", BERLIN, "2026-10-24T23:59:59Z", 3_601);

    assertThat(times).startsWith("2026-10-25T00:00:00Z").endsWith("2026-10-26T01:00:00Z");
    assertThat(times).doesNotHaveDuplicates();
  }

  @ParameterizedTest
  @CsvSource({
    // Clocks are changed at midnight, by half an hour, by a whole day that does not exist.
    "0 30 0 * * ?, America/Havana, 2026-03-07T12:00:00Z, 2026-03-08T05:00:00Z",
    "0 15 2 * * ?, Australia/Lord_Howe, 2026-10-03T12:00:00Z, 2026-10-03T15:30:00Z",
    "0 45 1 * * ?, Australia/Lord_Howe, 2026-04-04T12:00:00Z, 2026-04-04T14:45:00Z",
    "0 0 12 * * ?, Pacific/Apia, 2011-12-29T23:00:00Z, 2011-12-30T10:00:00Z",
    "0 0 12 * * ?, Pacific/Apia, 2011-12-30T10:00:00Z, 2011-12-30T22:00:00Z",
    "0 0 9 * * ?, Asia/Kathmandu, 2026-01-01T00:00:00Z, 2026-01-01T03:15:00Z",
    "0 0 9 * * ?, +05:30, 2026-01-01T00:00:00Z, 2026-01-01T03:30:00Z",
    "0 0 9 * * ?, UTC, 2026-01-01T09:00:00Z, 2026-01-02T09:00:00Z",
  })
  void everyZoneHasItsOwnChanges(String cron, ZoneId zone, Instant after, Instant next) {
    assertThat(WallClock.next(CronExpression.parse(cron), zone, after)).contains(next);
  }

  @Test
  void whatComesEveryHourOfARareDayIsFoundBeyondManyChanges() {
    assertThat(times("0 0 * 29 2 ?", BERLIN, "2096-03-01T00:00:00Z", 1))
        .containsExactly("2104-02-28T23:00:00Z");
    assertThat(
            WallClock.next(
                CronExpression.parse("0 0 * 30 2 ?"),
                BERLIN,
                Instant.parse("2026-01-01T00:00:00Z")))
        .isEmpty();
  }

  private static List<String> times(String cron, ZoneId zone, String after, int count) {
    CronExpression expression = CronExpression.parse(cron);
    String[] found = new String[count];
    Instant at = Instant.parse(after);
    for (int i = 0; i < count; i++) {
      at = WallClock.next(expression, zone, at).orElseThrow();
      found[i] = at.toString();
    }
    return new ArrayList<>(Arrays.asList(found));
  }
}
