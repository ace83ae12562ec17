// SPDX-License-Identifier: Apache-2.0
package io.jobmill.gateway.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jobmill.gateway.testing.Jwts;
import io.jobmill.testkit.time.SettableClock;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WebTokensTests {

  private static final Instant NOW = Instant.parse("2026-06-01T12:00:00Z");
  private static final Map<String, Object> READ = Map.of("sub", "alice", "roles", List.of("read"));

  private final SettableClock clock = new SettableClock(NOW);
  private final WebTokens tokens =
      new WebTokens(List.of(TokenConfiguration.secretReader(Jwts.SECRET, clock)));

  @Test
  void readsWhoATokenIsForAndWhatItAllows() {
    Caller caller = admitted(READ);

    assertThat(caller.name()).isEqualTo("jwt:alice");
    assertThat(caller.allowed()).containsExactly("agent:read", "job:read");
    assertThat(caller.has(Scope.VIEW)).isTrue();
    assertThat(caller.has(Scope.TRIGGER)).isFalse();
    assertThat(caller.has(Scope.MANAGE)).isFalse();
  }

  @Test
  void letsWriteWriteJobsAndDeleteThem() {
    Caller caller = admitted(Map.of("roles", List.of("write")));

    assertThat(caller.may(Permission.JOB_WRITE)).isTrue();
    assertThat(caller.may(Permission.JOB_DELETE)).isTrue();
    assertThat(caller.may(Permission.AGENT_WRITE)).isFalse();
    assertThat(caller.has(Scope.TRIGGER)).isTrue();
    assertThat(caller.name()).isEqualTo("jwt");
  }

  @Test
  void letsAdminDoEverything() {
    Caller caller = admitted(Map.of("roles", List.of("admin")));

    assertThat(Permission.values()).allMatch(caller::may);
    assertThat(Scope.values()).allMatch(caller::has);
  }

  @Test
  void takesPermissionsInPlaceOfWhatTheRolesStandFor() {
    Caller caller =
        admitted(Map.of("roles", List.of("admin"), "permissions", List.of("agent:write")));

    assertThat(caller.allowed()).containsExactly("agent:write");
    assertThat(Scope.values()).noneMatch(caller::has);
    assertThat(admitted(Map.of("roles", List.of("admin"), "permissions", List.of())).allowed())
        .isEmpty();
  }

  @Test
  void mindsWhenATokenBeginsAndEnds() {
    assertThat(admitted(with("exp", NOW.plusSeconds(60).getEpochSecond()))).isNotNull();
    assertThat(admitted(with("nbf", NOW.getEpochSecond()))).isNotNull();
    assertThat(turned(with("exp", NOW.minusSeconds(1).getEpochSecond())))
        .contains("expired at 2026-06-01T11:59:59Z");
    assertThat(turned(with("nbf", NOW.plusSeconds(1).getEpochSecond())))
        .contains("used before 2026-06-01T12:00:01Z");
  }

  @Test
  void wantsRolesThatThereAre() {
    assertThat(turned(Map.of("sub", "alice"))).contains("'roles' must be a list of read, write");
    assertThat(turned(Map.of("roles", List.of("root")))).contains("'roles' must be");
    assertThat(turned(Map.of("roles", List.of()))).contains("'roles' must be");
    assertThat(turned(Map.of("roles", Map.of("read", true)))).contains("'roles' must be");
  }

  @ParameterizedTest
  @ValueSource(strings = {"none", "None", "NONE", "nOnE", "", "HS256", "RS256"})
  void refusesATokenThatIsNotSigned(String algorithm) {
    assertThat(turned(Jwts.unsigned(algorithm, READ))).contains("not signed by anybody");
  }

  @Test
  void takesOneAlgorithmOnly() {
    byte[] secret = (Jwts.SECRET + Jwts.SECRET).getBytes(StandardCharsets.UTF_8);
    var longer =
        new WebTokens(List.of(TokenConfiguration.secretReader(Jwts.SECRET + Jwts.SECRET, clock)));

    assertThat(longer.read(Jwts.hmac("HS256", "HmacSHA256", secret, READ)).admitted()).isPresent();
    assertThat(longer.read(Jwts.hmac("HS384", "HmacSHA384", secret, READ)).admitted()).isEmpty();
    assertThat(longer.read(Jwts.hmac("HS512", "HmacSHA512", secret, READ)).admitted()).isEmpty();
    assertThat(longer.read(Jwts.hmac("RS256", "HmacSHA256", secret, READ)).admitted()).isEmpty();
  }

  @Test
  void refusesAnotherSecretAndAChangedToken() {
    String good = Jwts.hs256(Jwts.SECRET, READ);
    String[] parts = good.split("\\.", -1);
    String admin = Jwts.hs256(Jwts.SECRET, Map.of("roles", List.of("admin"))).split("\\.", -1)[1];

    assertThat(turned(Jwts.hs256("another secret of the right length, 32", READ))).isNotEmpty();
    assertThat(turned(parts[0] + "." + admin + "." + parts[2])).isNotEmpty();
    assertThat(turned(parts[0] + "." + parts[1] + ".")).isNotEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"..", "a.b.c", "e30.e30.e30", "\u00e9.\u0000.\uffff", "....", "[.{.]"})
  void survivesNonsense(String text) {
    assertThat(turned(text)).isNotEmpty();
  }

  @Test
  void survivesDeepAndLongTokens() {
    String deep = Jwts.encoded("[".repeat(20_000).getBytes(StandardCharsets.US_ASCII));

    assertThat(turned(deep + "." + deep + "." + deep)).isNotEmpty();
    assertThat(turned("a".repeat(30_000) + "." + deep + ".x")).isNotEmpty();
  }

  @Test
  void saysThatItTakesNone() {
    assertThat(new WebTokens(List.of()).read("a.b.c"))
        .isInstanceOfSatisfying(
            Verdict.Turned.class, turned -> assertThat(turned.reason()).contains("takes no JSON"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"x", "31 bytes are less than are needed"})
  void refusesToStartWithAShortSecret(String secret) {
    String shorter = secret.substring(0, Math.min(31, secret.length()));

    assertThatThrownBy(() -> TokenConfiguration.secretReader(shorter, clock))
        .isInstanceOf(UnusableSettingException.class)
        .hasMessageContaining("JOBMILL_JWT_SECRET")
        .hasMessageContaining("at least 32")
        .hasMessageNotContaining(shorter + " ");
  }

  @Test
  void countsTheBytesOfASecretNotItsLetters() {
    assertThat(TokenConfiguration.secretReader("ä".repeat(16), clock)).isNotNull();
  }

  private Caller admitted(Map<String, Object> claims) {
    return tokens.read(Jwts.hs256(Jwts.SECRET, claims)).admitted().orElseThrow();
  }

  private String turned(Map<String, Object> claims) {
    return turned(Jwts.hs256(Jwts.SECRET, claims));
  }

  private String turned(String token) {
    assertThat(tokens.read(token)).isInstanceOf(Verdict.Turned.class);
    return ((Verdict.Turned) tokens.read(token)).reason();
  }

  private static Map<String, Object> with(String claim, Object value) {
    Map<String, Object> claims = new HashMap<>(READ);
    claims.put(claim, value);
    return claims;
  }
}
