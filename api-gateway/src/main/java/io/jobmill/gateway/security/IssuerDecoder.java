// SPDX-License-Identifier: Apache-2.0
package io.jobmill.gateway.security;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.source.RateLimitReachedException;
import com.nimbusds.jwt.JWT;
import com.nimbusds.jwt.JWTParser;
import io.jobmill.gateway.problem.Refusal;
import java.io.IOException;
import java.text.ParseException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.core.OAuth2TokenValidator;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtException;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;

/**
 * Checks tokens with the public keys of an OpenID Connect provider, which are fetched when the
 * first token comes that says it is the provider's. Thread-safe.
 */
final class IssuerDecoder implements JwtDecoder {

  private static final Duration RETRY = Duration.ofSeconds(2);

  private final String issuer;
  private final IssuerKeys keys;
  private final OAuth2TokenValidator<Jwt> validator;
  private volatile @Nullable JwtDecoder decoder;

  IssuerDecoder(String issuer, IssuerKeys keys, OAuth2TokenValidator<Jwt> validator) {
    this.issuer = issuer;
    this.keys = keys;
    this.validator = validator;
  }

  /**
   * @throws BadJwtException if it is not one of the issuer's
   * @throws Refusal 503 if the keys cannot be had
   */
  @Override
  public Jwt decode(String token) {
    requireOfIssuer(token);
    try {
      return decoder().decode(token);
    } catch (BadJwtException e) {
      throw e;
    } catch (JwtException e) {
      if (e.getCause() instanceof RateLimitReachedException) {
        throw new BadJwtException("the issuer has no such key", e);
      }
      throw away();
    }
  }

  /** Looked at before anything is trusted, so that nonsense makes nobody ask the provider. */
  private void requireOfIssuer(String token) {
    try {
      JWT parsed = JWTParser.parse(token);
      if (JWSAlgorithm.Family.SIGNATURE.contains(parsed.getHeader().getAlgorithm())
          && issuer.equals(parsed.getJWTClaimsSet().getIssuer())) {
        return;
      }
    } catch (ParseException | RuntimeException e) {
      throw new BadJwtException("not a token", e);
    }
    throw new BadJwtException("not of this issuer");
  }

  private JwtDecoder decoder() {
    JwtDecoder made = decoder;
    if (made == null) {
      try {
        NimbusJwtDecoder fresh =
            NimbusJwtDecoder.withJwkSource(keys.source(issuer))
                .jwsAlgorithms(
                    algorithms -> {
                      for (SignatureAlgorithm algorithm : SignatureAlgorithm.values()) {
                        algorithms.add(algorithm);
                      }
                    })
                .build();
        fresh.setJwtValidator(validator);
        made = fresh;
        decoder = made;
      } catch (IOException e) {
        throw away();
      }
    }
    return made;
  }

  private static Refusal away() {
    return Refusal.unavailable(
        "the issuer of the token does not answer, so its keys are not known; try again", RETRY);
  }
}
