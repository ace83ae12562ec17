// SPDX-License-Identifier: Apache-2.0
package io.jobmill.gateway.security;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.crypto.spec.SecretKeySpec;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.security.oauth2.core.DelegatingOAuth2TokenValidator;
import org.springframework.security.oauth2.core.OAuth2TokenValidator;
import org.springframework.security.oauth2.jose.jws.MacAlgorithm;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtAudienceValidator;
import org.springframework.security.oauth2.jwt.JwtIssuerValidator;
import org.springframework.security.oauth2.jwt.JwtTimestampValidator;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;

/** Whose JSON web tokens are taken. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(OidcSettings.class)
class TokenConfiguration {

  private static final Logger log = LoggerFactory.getLogger(TokenConfiguration.class);

  private static final int LEAST_SECRET_BYTES = 32;

  /** By how much an issuer's clock may differ. Tokens of the shared secret are made next door. */
  private static final Duration CLOCKS_DIFFER = Duration.ofSeconds(30);

  /** The secret is in no settings record: those can be listed and printed. */
  @Bean
  WebTokens webTokens(OidcSettings oidc, Environment env, Clock clock) {
    List<TokenReader> readers = new ArrayList<>();
    Binder.get(env)
        .bind("jobmill.jwt-secret", String.class)
        .map(secret -> secret.isEmpty() ? null : secretReader(secret, clock))
        .ifBound(readers::add);
    Optional.ofNullable(oidc.issuer())
        .filter(issuer -> !issuer.isBlank())
        .ifPresent(issuer -> readers.add(issuerReader(issuer, oidc, clock)));
    return new WebTokens(readers);
  }

  static TokenReader secretReader(String secret, Clock clock) {
    byte[] bytes = secret.getBytes(StandardCharsets.UTF_8);
    if (bytes.length < LEAST_SECRET_BYTES) {
      throw new UnusableSettingException(
          "jobmill.jwt-secret (JOBMILL_JWT_SECRET) has %d bytes; it signs JSON web tokens and must have at least %d, as 'openssl rand -base64 48' makes them"
              .formatted(bytes.length, LEAST_SECRET_BYTES));
    }
    NimbusJwtDecoder decoder =
        NimbusJwtDecoder.withSecretKey(new SecretKeySpec(bytes, "HmacSHA256"))
            .macAlgorithm(MacAlgorithm.HS256)
            .build();
    decoder.setJwtValidator(times(Duration.ZERO, clock));
    return new TokenReader(decoder, new TokenClaims("roles", true));
  }

  static TokenReader issuerReader(String issuer, OidcSettings settings, Clock clock) {
    List<OAuth2TokenValidator<Jwt>> validators = new ArrayList<>();
    validators.add(times(CLOCKS_DIFFER, clock));
    validators.add(new JwtIssuerValidator(issuer));
    if (settings.audience() == null || settings.audience().isBlank()) {
      log.warn(
          "every token of the issuer is taken, whatever it was made for: no audience is set issuer={}",
          issuer);
    } else {
      validators.add(new JwtAudienceValidator(settings.audience()));
    }
    var decoder =
        new IssuerDecoder(
            issuer, new IssuerKeys(clock), new DelegatingOAuth2TokenValidator<>(validators));
    return new TokenReader(decoder, new TokenClaims(settings.rolesClaim(), false));
  }

  private static JwtTimestampValidator times(Duration difference, Clock clock) {
    JwtTimestampValidator validator = new JwtTimestampValidator(difference);
    validator.setClock(clock);
    return validator;
  }
}
