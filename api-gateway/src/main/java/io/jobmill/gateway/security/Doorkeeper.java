// SPDX-License-Identifier: Apache-2.0
package io.jobmill.gateway.security;

import java.time.Clock;
import java.util.Optional;

/** Finds out who a caller is from the key he shows. */
public final class Doorkeeper {

  private final ApiKeys keys;
  private final AdminKey adminKey;
  private final WrongKeys wrongKeys;
  private final Clock clock;

  Doorkeeper(ApiKeys keys, AdminKey adminKey, WrongKeys wrongKeys, Clock clock) {
    this.keys = keys;
    this.adminKey = adminKey;
    this.wrongKeys = wrongKeys;
    this.clock = clock;
  }

  /**
   * @param key what was shown as a key
   * @param source the address it came from
   * @return empty if the key is not good: unknown, revoked or expired, and no hint which
   * @throws io.jobmill.gateway.problem.Refusal 429 after too many of those from one source
   */
  public Optional<Caller> identify(String key, String source) {
    if (adminKey.is(key)) {
      return Optional.of(new Caller.Admin());
    }
    Optional<Caller> keyed =
        KeyText.parse(key)
            .flatMap(keys::find)
            .filter(found -> found.isGoodAt(clock.instant()))
            .map(Caller.Keyed::new);
    if (keyed.isEmpty()) {
      wrongKeys.count(source);
    }
    return keyed;
  }
}
