// SPDX-License-Identifier: Apache-2.0
package io.jobmill.standalone.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;

/**
 * What a fault may cost.
 *
 * @param next until the start of the next attempt of a job that it cut short
 * @param start of a job that was accepted after it, for its first start
 * @param late how many such jobs may have to wait for more than a second
 */
record Bounds(Duration next, Duration start, int late) {
  private static final Duration LONG = Duration.ofMinutes(5);

  /** It must come to an end, and that is all. */
  static final Bounds NONE = new Bounds(LONG, LONG, Integer.MAX_VALUE);

  /** The same for a machine that does other things as well: waits are not held. */
  Bounds onABusyMachine() {
    return new Bounds(next, LONG, Integer.MAX_VALUE);
  }

  void hold(Round.Outcome outcome) {
    if (outcome.next() != null) {
      assertThat(outcome.next()).as("start of the next attempt, %s", outcome).isLessThan(next);
    }
    assertThat(outcome.waited()).as("longest wait, %s", outcome).isLessThan(start);
    assertThat(outcome.late())
        .as("waits of more than a second, %s", outcome)
        .isLessThanOrEqualTo(late);
  }
}
