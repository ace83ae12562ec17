// SPDX-License-Identifier: Apache-2.0
package io.jobmill.gateway.security;

import io.jobmill.job.OneLine;
import java.util.Optional;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtValidationException;

/**
 * Reads the tokens of one signer.
 *
 * @param decoder checks signature and times
 * @param claims reads what the token allows
 */
record TokenReader(JwtDecoder decoder, TokenClaims claims) {

  /** Empty for one that this signer did not sign. */
  Optional<Verdict> read(String text) {
    try {
      return Optional.of(claims.verdict(decoder.decode(text)));
    } catch (JwtValidationException e) {
      String reason =
          e.getErrors().stream()
              .map(error -> String.valueOf(error.getDescription()))
              .findFirst()
              .orElse("it is not valid");
      return Optional.of(new Verdict.Turned(OneLine.of(reason)));
    } catch (BadJwtException e) {
      return Optional.empty();
    }
  }
}
