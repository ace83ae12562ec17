// SPDX-License-Identifier: Apache-2.0
package io.jobmill.gateway.security;

import java.util.List;

/** Reads JSON web tokens: each kind of signature that is trusted has its reader. */
final class WebTokens {

  private static final String NOT_TRUSTED =
      "it is not signed by anybody whom this server trusts, or with an algorithm that is not taken";

  private final List<TokenReader> readers;

  WebTokens(List<TokenReader> readers) {
    this.readers = List.copyOf(readers);
  }

  /** Whether this has the form of one: three parts, which no key has. */
  static boolean isOne(String text) {
    return text.chars().filter(c -> c == '.').count() == 2;
  }

  /** A token that one reader takes for its own is for no other, good or not. */
  Verdict read(String text) {
    for (TokenReader reader : readers) {
      var verdict = reader.read(text);
      if (verdict.isPresent()) {
        return verdict.get();
      }
    }
    return new Verdict.Turned(
        readers.isEmpty()
            ? "this server takes no JSON web tokens: it has neither a secret for them nor an issuer"
            : NOT_TRUSTED);
  }
}
