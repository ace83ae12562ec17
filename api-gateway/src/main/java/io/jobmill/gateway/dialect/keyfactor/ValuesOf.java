// SPDX-License-Identifier: Apache-2.0
package io.jobmill.gateway.dialect.keyfactor;

import io.jobmill.gateway.dialect.keyfactor.filter.Values;
import java.time.Clock;

/** What the words of a query stand for that depend on when it is asked and by whom. */
final class ValuesOf {

  private final Clock clock;

  ValuesOf(Clock clock) {
    this.clock = clock;
  }

  Values of(Call call) {
    return new Values(clock.instant(), call.caller().name());
  }
}
