// SPDX-License-Identifier: Apache-2.0
package io.jobmill.projector.admission;

import io.jobmill.template.Rate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** When jobs of a template were let through, as far as its rate still goes by it. */
record RateWindow(List<Instant> starts) {

  static final RateWindow EMPTY = new RateWindow(List.of());

  RateWindow {
    starts = List.copyOf(starts);
  }

  /** How many more may be let through now. */
  int left(Rate rate, Instant now) {
    return Math.max(0, rate.max() - counting(rate, now).size());
  }

  /** The same once so many more were let through now. */
  RateWindow and(int more, Rate rate, Instant now) {
    List<Instant> next = new ArrayList<>(counting(rate, now));
    for (int i = 0; i < more; i++) {
      next.add(now);
    }
    return new RateWindow(next);
  }

  /**
   * Whoever decided before may have had a clock that is ahead: what it did has been done by now.
   */
  private List<Instant> counting(Rate rate, Instant now) {
    return starts.stream()
        .map(start -> start.isAfter(now) ? now : start)
        .filter(start -> start.plus(rate.per()).isAfter(now))
        .toList();
  }
}
