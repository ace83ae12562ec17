// SPDX-License-Identifier: Apache-2.0
package io.jobmill.schedule;

import io.jobmill.schedule.cron.CronExpression;
import io.jobmill.schedule.cron.WallClock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;

/**
 * At the times of a wall clock.
 *
 * @param expression in Quartz's spelling: six fields, seconds first, or seven with the year
 * @param timeZone of the clock
 */
public record Cron(String expression, ZoneId timeZone) implements Schedule {

  /** Longer ones are no use, and could be written to keep who reads them busy. */
  public static final int LONGEST = 200;

  /**
   * @throws IllegalArgumentException saying what is wrong with the expression
   */
  public Cron {
    if (expression.length() > LONGEST) {
      throw new IllegalArgumentException(
          "a cron expression must have at most %d characters".formatted(LONGEST));
    }
    expression = String.join(" ", expression.strip().split("\\s+", -1));
    var unused = CronExpression.parse(expression);
  }

  @Override
  public Optional<Instant> first(Instant begin) {
    return after(begin.minusNanos(1));
  }

  @Override
  public Optional<Instant> next(Instant due, Instant asked) {
    return after(asked.isBefore(due) ? due : asked);
  }

  private Optional<Instant> after(Instant instant) {
    return WallClock.next(CronExpression.parse(expression), timeZone, instant)
        .filter(next -> next.isBefore(END));
  }

  @Override
  public String text() {
    return "C_" + expression + "_" + timeZone;
  }
}
