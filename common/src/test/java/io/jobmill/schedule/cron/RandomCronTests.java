// SPDX-License-Identifier: Apache-2.0
package io.jobmill.schedule.cron;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What holds of any expression, in any zone, held against the meaning of every single minute. */
class RandomCronTests {

  private static final long SEED =
      Long.getLong("jobmill.test.seed", new Random().nextLong(1_000_000_000));
  private static final int CASES = 400;
  private static final int TIMES = 12;
  private static final Duration SPAN = Duration.ofDays(70);
  private static final List<ZoneId> ZONES =
      List.of(
          ZoneId.of("UTC"),
          ZoneId.of("Europe/Berlin"),
          ZoneId.of("America/New_York"),
          ZoneId.of("America/Havana"),
          ZoneId.of("Australia/Lord_Howe"),
          ZoneId.of("Asia/Kolkata"));

  @Test
  void everyMinuteThatIsMeantIsFoundInOrderAndNoOther() {
    Random random = new Random(SEED);
    int found = 0;
    for (int i = 0; i < CASES; i++) {
      RandomCron cron = new RandomCron(random);
      ZoneId zone = ZONES.get(random.nextInt(ZONES.size()));
      Instant begin =
          Instant.parse("2024-01-01T00:00:00Z").plusSeconds(random.nextInt(200_000_000));
      found += compare(cron, zone, begin);
    }
    // Made-up expressions that mean nothing in all that time would show nothing.
    assertThat(found).isGreaterThan(CASES);
  }

  private static int compare(RandomCron cron, ZoneId zone, Instant begin) {
    String what =
        "'%s' in %s after %s, -Djobmill.test.seed=%d".formatted(cron.text(), zone, begin, SEED);
    CronExpression expression = CronExpression.parse(cron.text());
    assertThat(expression.isEveryHour()).as(what).isEqualTo(cron.isEveryHour());
    Instant at = begin;
    for (int i = 0; i < TIMES; i++) {
      Optional<Instant> slow = slowly(cron, zone, at, begin.plus(SPAN));
      Optional<Instant> next = WallClock.next(expression, zone, at);
      if (slow.isEmpty()) {
        assertThat(next.filter(time -> !time.isAfter(begin.plus(SPAN)))).as(what).isEmpty();
        return i;
      }
      assertThat(next).as(what).isEqualTo(slow);
      assertThat(next.orElseThrow()).as(what).isAfter(at);
      at = next.orElseThrow();
    }
    return TIMES;
  }

  /** Minute by minute: is it meant, or is a time meant that a clock leaves out just before it? */
  private static Optional<Instant> slowly(
      RandomCron cron, ZoneId zone, Instant after, Instant end) {
    Instant minute = Instant.ofEpochSecond(Math.floorDiv(after.getEpochSecond(), 60) * 60);
    if (!minute.isAfter(after)) {
      minute = minute.plusSeconds(60);
    }
    for (; !minute.isAfter(end); minute = minute.plusSeconds(60)) {
      LocalDateTime time = LocalDateTime.ofInstant(minute, zone);
      boolean meant = cron.isMeant(time) && (cron.isEveryHour() || isFirst(time, minute, zone));
      if (meant || (!cron.isEveryHour() && isMeantInGap(cron, time, minute, zone))) {
        return Optional.of(minute);
      }
    }
    return Optional.empty();
  }

  private static boolean isFirst(LocalDateTime time, Instant minute, ZoneId zone) {
    List<ZoneOffset> offsets = zone.getRules().getValidOffsets(time);
    return offsets.stream().map(time::toInstant).noneMatch(minute::isAfter);
  }

  /** The minute before has another time than one minute less: what lies between is left out. */
  private static boolean isMeantInGap(
      RandomCron cron, LocalDateTime time, Instant minute, ZoneId zone) {
    LocalDateTime before = LocalDateTime.ofInstant(minute.minusSeconds(60), zone);
    for (LocalDateTime missing = before.plusMinutes(1);
        missing.isBefore(time);
        missing = missing.plusMinutes(1)) {
      if (cron.isMeant(missing)) {
        return true;
      }
    }
    return false;
  }
}
