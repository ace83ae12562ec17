// SPDX-License-Identifier: Apache-2.0
package io.jobmill.schedule.cron;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.Optional;

/**
 * The times of an expression in a time zone, whose clocks may be put forward and back.
 *
 * <p>An expression that has times in every hour goes on evenly: what a clock leaves out is left
 * out, and what it shows twice is meant twice. Any other is about times of the day, of which none
 * is lost and none comes twice: one that a clock leaves out comes when the clock goes on, and one
 * that it shows twice comes the first time.
 */
public final class WallClock {

  private WallClock() {}

  /** The first instant later than this one; empty where none comes any more. */
  public static Optional<Instant> next(CronExpression cron, ZoneId zone, Instant after) {
    return cron.isEveryHour() ? evenly(cron, zone, after) : daily(cron, zone, after);
  }

  /** Between two changes of the clock, times and instants go alike. */
  private static Optional<Instant> evenly(CronExpression cron, ZoneId zone, Instant after) {
    ZoneRules rules = zone.getRules();
    Instant from = after;
    ZoneOffset offset = rules.getOffset(after);
    ZoneOffsetTransition change = rules.nextTransition(after);
    while (true) {
      LocalDateTime next = cron.next(LocalDateTime.ofInstant(from, offset)).orElse(null);
      if (next == null) {
        return Optional.empty();
      }
      Instant instant = next.toInstant(offset);
      if (change == null || instant.isBefore(change.getInstant())) {
        return Optional.of(instant);
      }
      // From there on, that instant included, the clock goes by another offset.
      from = change.getInstant().minusNanos(1);
      offset = change.getOffsetAfter();
      change = rules.nextTransition(change.getInstant());
    }
  }

  private static Optional<Instant> daily(CronExpression cron, ZoneId zone, Instant after) {
    ZoneRules rules = zone.getRules();
    Optional<LocalDateTime> next = cron.next(LocalDateTime.ofInstant(after, zone));
    while (next.isPresent() && !instant(rules, next.get()).isAfter(after)) {
      next = cron.next(next.get());
    }
    return next.map(time -> instant(rules, time));
  }

  private static Instant instant(ZoneRules rules, LocalDateTime time) {
    ZoneOffsetTransition change = rules.getTransition(time);
    if (change == null) {
      return time.toInstant(rules.getOffset(time));
    }
    return change.isGap() ? change.getInstant() : time.toInstant(change.getOffsetBefore());
  }
}
