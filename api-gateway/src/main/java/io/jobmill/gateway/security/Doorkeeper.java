// SPDX-License-Identifier: Apache-2.0
package io.jobmill.gateway.security;

import java.time.Clock;
import java.util.Optional;

/** Finds out who a caller is from the key or the JSON web token he shows. */
public final class Doorkeeper {

  private final ApiKeys keys;
  private final AdminKey adminKey;
  private final WebTokens tokens;
  private final WrongKeys wrongKeys;
  private final Clock clock;

  Doorkeeper(ApiKeys keys, AdminKey adminKey, WebTokens tokens, WrongKeys wrongKeys, Clock clock) {
    this.keys = keys;
    this.adminKey = adminKey;
    this.tokens = tokens;
    this.wrongKeys = wrongKeys;
    this.clock = clock;
  }

  /**
   * @param credential what was shown as a key or token
   * @param source the address it came from
   * @return empty if it is not good: unknown, revoked or expired, and no hint which
   * @throws io.jobmill.gateway.problem.Refusal 429 after too many of those from one source, 503 if
   *     the issuer of a token must be asked for its keys and does not answer
   */
  public Optional<Caller> identify(String credential, String source) {
    return judge(credential, source).admitted();
  }

  /**
   * Like {@link #identify}, with the reason where there is one to be told.
   *
   * @throws io.jobmill.gateway.problem.Refusal as there
   */
  public Verdict judge(String credential, String source) {
    Verdict verdict = look(credential);
    if (verdict instanceof Verdict.Turned) {
      wrongKeys.count(source);
    }
    return verdict;
  }

  private Verdict look(String credential) {
    if (adminKey.is(credential)) {
      return new Verdict.Admitted(new Caller.Admin());
    }
    if (WebTokens.isOne(credential)) {
      return tokens.read(credential);
    }
    return KeyText.parse(credential)
        .flatMap(keys::find)
        .filter(found -> found.isGoodAt(clock.instant()))
        .map(this::admitted)
        .orElseGet(() -> new Verdict.Turned("the API key is unknown, revoked or expired"));
  }

  private Verdict admitted(ApiKey key) {
    keys.used(key);
    return new Verdict.Admitted(new Caller.Keyed(key));
  }
}
