// SPDX-License-Identifier: Apache-2.0
package io.jobmill.gateway.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jobmill.gateway.problem.Refusal;
import io.jobmill.gateway.testing.Jwts;
import io.jobmill.testkit.time.SettableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class IssuerTokensTests {

  private static final Instant NOW = Instant.parse("2026-06-01T12:00:00Z");

  private final SettableClock clock = new SettableClock(NOW);
  private final TokenIssuer issuer = new TokenIssuer();
  private final WebTokens tokens = trusting(issuer.issuer(), "jobmill", "roles");

  @AfterEach
  void stop() {
    issuer.close();
  }

  @Test
  void takesATokenThatTheIssuerSigned() {
    assertThat(tokens.read(issuer.token(TokenIssuer.roles("write", "offline_access"))).admitted())
        .hasValueSatisfying(
            caller -> {
              assertThat(caller.name()).isEqualTo("jwt:bob");
              assertThat(caller.allowed()).containsExactly("agent:read", "job:read", "job:write");
            });
  }

  @Test
  void findsRolesInsideOfObjects() {
    WebTokens nested = trusting(issuer.issuer(), null, "realm_access.roles");
    Map<String, Object> claims = Map.of("realm_access", Map.of("roles", List.of("read")));

    assertThat(nested.read(issuer.token(claims)).admitted())
        .hasValueSatisfying(caller -> assertThat(caller.may(Permission.JOB_READ)).isTrue());
    assertThat(nested.read(issuer.token(TokenIssuer.roles("read"))).admitted())
        .hasValueSatisfying(caller -> assertThat(caller.allowed()).isEmpty());
  }

  @Test
  void refusesATokenForSomebodyElseOrOfAnotherTime() {
    assertTurned(Map.of("roles", List.of("read"), "aud", "other"), "aud");
    assertTurned(
        Map.of(
            "roles", List.of("read"),
            "aud", "jobmill",
            "exp", NOW.minus(Duration.ofMinutes(1)).getEpochSecond()),
        "expired");
  }

  @Test
  void refusesTheIssuersPublicKeyUsedAsASecret() {
    WebTokens both =
        new WebTokens(
            List.of(
                TokenConfiguration.secretReader(Jwts.SECRET, clock),
                reader(issuer.issuer(), "jobmill", "roles")));

    assertThat(both.read(issuer.confused(TokenIssuer.roles("admin"))).admitted()).isEmpty();
    assertThat(both.read(Jwts.hs256(Jwts.SECRET, TokenIssuer.roles("read"))).admitted())
        .isPresent();
    assertThat(both.read(issuer.token(TokenIssuer.roles("read"))).admitted()).isPresent();
  }

  @Test
  void asksNobodyForATokenThatIsNotTheIssuers() {
    tokens.read("a.b.c");
    tokens.read(Jwts.unsigned("none", Map.of("iss", issuer.issuer())));
    tokens.read(issuer.token(Map.of("iss", "https://elsewhere.example")));

    assertThat(issuer.asked()).isZero();
  }

  @Test
  void asksForNewKeysOnlyNowAndThen() {
    for (int i = 0; i < 200; i++) {
      String unknown = issuer.token("unknown-" + i, TokenIssuer.roles("read"));
      assertThat(tokens.read(unknown).admitted()).isEmpty();
    }

    assertThat(issuer.asked()).isLessThanOrEqualTo(4);
    assertThat(tokens.read(issuer.token(TokenIssuer.roles("read"))).admitted()).isPresent();
  }

  @Test
  void saysThatItCannotTellWhileTheIssuerIsAway() {
    String token = issuer.token(TokenIssuer.roles("read"));
    issuer.close();

    assertThatThrownBy(() -> tokens.read(token))
        .isInstanceOfSatisfying(
            Refusal.class,
            refusal -> {
              assertThat(refusal.status()).isEqualTo(503);
              assertThat(refusal.headers()).containsKey("Retry-After");
            });
  }

  @Test
  void goesOnWithTheKeysItHasWhileTheIssuerIsAway() {
    tokens.read(issuer.token(TokenIssuer.roles("read")));
    issuer.close();

    assertThat(tokens.read(issuer.token(TokenIssuer.roles("read"))).admitted()).isPresent();
  }

  private void assertTurned(Map<String, Object> claims, String reason) {
    assertThat(tokens.read(issuer.token(claims)))
        .isInstanceOfSatisfying(
            Verdict.Turned.class, turned -> assertThat(turned.reason()).contains(reason));
  }

  private WebTokens trusting(String address, @Nullable String audience, String rolesClaim) {
    return new WebTokens(List.of(reader(address, audience, rolesClaim)));
  }

  private TokenReader reader(String address, @Nullable String audience, String rolesClaim) {
    return TokenConfiguration.issuerReader(
        address, new OidcSettings(address, audience, rolesClaim), clock);
  }
}
