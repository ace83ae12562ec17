// SPDX-License-Identifier: Apache-2.0
package io.jobmill.template;

import java.time.Duration;

/**
 * How many jobs of a template may be let through within any span of time.
 *
 * @param max how many; at least 1
 * @param per how long the span is; positive
 */
public record Rate(int max, Duration per) {

  public Rate {
    if (max < 1 || per.isNegative() || per.isZero()) {
      throw new IllegalArgumentException(
          "max must be at least 1 and per positive: max=%d per=%s".formatted(max, per));
    }
  }
}
