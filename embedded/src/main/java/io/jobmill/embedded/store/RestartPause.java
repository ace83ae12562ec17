// SPDX-License-Identifier: Apache-2.0
package io.jobmill.embedded.store;

import java.time.Duration;

/**
 * How long to wait before a server that ended by itself is started again: longer each time, up to a
 * bound, and from the beginning once one has lasted.
 *
 * @param length of this pause
 */
record RestartPause(Duration length) {
  private static final Duration SHORTEST = Duration.ofMillis(200);
  private static final Duration LONGEST = Duration.ofSeconds(30);
  private static final Duration LASTED = Duration.ofMinutes(1);

  static final RestartPause FIRST = new RestartPause(SHORTEST);

  /** The pause after another server that lived so long. */
  RestartPause after(Duration life) {
    if (life.compareTo(LASTED) >= 0) {
      return FIRST;
    }
    Duration twice = length.multipliedBy(2);
    return new RestartPause(twice.compareTo(LONGEST) < 0 ? twice : LONGEST);
  }
}
