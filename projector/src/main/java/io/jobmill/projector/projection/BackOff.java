// SPDX-License-Identifier: Apache-2.0
package io.jobmill.projector.projection;

import java.time.Duration;

/** How long a request that no worker could run yet rests before it is asked again. */
final class BackOff {

  private static final Duration FIRST = Duration.ofSeconds(5);
  private static final Duration LONGEST = Duration.ofMinutes(1);

  private BackOff() {}

  /**
   * Doubles from 5 s to a minute.
   *
   * @param ask how often the attempt has been asked for, from 1
   */
  static Duration after(int ask) {
    Duration doubled = FIRST.multipliedBy(1L << Math.min(ask - 1, 10));
    return doubled.compareTo(LONGEST) < 0 ? doubled : LONGEST;
  }
}
