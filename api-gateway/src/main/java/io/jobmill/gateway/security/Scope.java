// SPDX-License-Identifier: Apache-2.0
package io.jobmill.gateway.security;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What an API key may be good for. */
public enum Scope {
  /** Triggers, cancels, retries; reads nothing. */
  TRIGGER,
  /** Reads jobs, logs and workers. */
  VIEW,
  /** Everything else: definitions, keys, dead letters. */
  MANAGE;

  public static Optional<Scope> ofWord(String word) {
    return Arrays.stream(values()).filter(scope -> scope.word().equals(word)).findFirst();
  }

  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
