// SPDX-License-Identifier: Apache-2.0
package io.jobmill.gateway.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jobmill.gateway.problem.Refusal;
import io.jobmill.gateway.testing.InMemoryTable;
import io.jobmill.testkit.time.SettableClock;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ApiKeysTests {

  private static final Instant NOW = Instant.parse("2026-06-01T12:00:00Z");

  private final SettableClock clock = new SettableClock(NOW);
  private final InMemoryTable<ApiKey> table = new InMemoryTable<>();
  private final ApiKeys keys = new ApiKeys(table, clock);
  private final Doorkeeper doorkeeper =
      new Doorkeeper(
          keys,
          new AdminKey("the admin's own key, long"),
          new WebTokens(List.of()),
          new WrongKeys(30, () -> {}, clock),
          clock);

  @Test
  void recognisesAKeyByItsText() {
    var made = keys.create(grant("ci"));

    assertThat(doorkeeper.identify(made.text().reveal(), "here"))
        .contains(new Caller.Keyed(made.key()));
    assertThat(made.text().reveal()).matches("jm_[0-9a-f]{12}_[0-9a-f]{64}");
  }

  @Test
  void keepsNoTextOfAKey() {
    var made = keys.create(grant("ci"));

    String record = new String(ApiKeyCodec.encode(made.key()), StandardCharsets.UTF_8);

    assertThat(record).doesNotContain(made.text().reveal().substring(16));
    assertThat(made.text().toString()).doesNotContain(made.text().reveal().substring(16));
  }

  @Test
  void refusesAKeyOfTheRightFormThatWasNotGivenOut() {
    String text = keys.create(grant("ci")).text().reveal();
    String forged = text.substring(0, 16) + "0".repeat(64);

    assertThat(doorkeeper.identify(forged, "here")).isEmpty();
    assertThat(doorkeeper.identify("jm_000000000000_" + "0".repeat(64), "here")).isEmpty();
    assertThat(doorkeeper.identify("", "here")).isEmpty();
  }

  @Test
  void refusesARevokedKeyAtOnceAndKeepsItsRecord() {
    var made = keys.create(grant("ci"));

    keys.revoke(made.key());

    assertThat(doorkeeper.identify(made.text().reveal(), "here")).isEmpty();
    assertThat(keys.exists("ci")).isFalse();
    assertThat(keys.named("CI")).hasValueSatisfying(key -> assertThat(key.revoked()).isTrue());
  }

  @Test
  void doesNotReviveARevokedKeyByANewOneOfItsName() {
    var old = keys.create(grant("ci"));
    keys.revoke(old.key());

    var fresh = keys.create(grant("ci"));

    assertThat(doorkeeper.identify(old.text().reveal(), "here")).isEmpty();
    assertThat(doorkeeper.identify(fresh.text().reveal(), "here")).isPresent();
  }

  @Test
  void knowsTheAdminKey() {
    assertThat(doorkeeper.identify("the admin's own key, long", "here"))
        .contains(new Caller.Admin());
  }

  @Test
  void hasNoAdministratorWithoutAnAdminKey() {
    assertThat(new AdminKey(null).is("")).isFalse();
    assertThat(new AdminKey(" ").is(" ")).isFalse();
  }

  @Test
  void readsBackWhatItWrites() {
    ApiKey key =
        keys.create(
                new KeyGrant(
                    "ci",
                    Set.of(Scope.TRIGGER, Scope.VIEW),
                    List.of("ab*"),
                    List.of("default"),
                    NOW.plusSeconds(60)))
            .key();

    assertThat(ApiKeyCodec.decode(ApiKeyCodec.encode(key))).isEqualTo(key);
  }

  @Test
  void makesNoKeyThatHasExpiredAlready() {
    KeyGrant late = new KeyGrant("ci", Set.of(Scope.TRIGGER), List.of(), List.of(), NOW);

    assertThatThrownBy(() -> keys.create(late))
        .isInstanceOf(Refusal.class)
        .hasMessage("field 'expiresAt' must be in the future");
    assertThat(keys.all()).isEmpty();
  }

  private static KeyGrant grant(String name) {
    return new KeyGrant(name, Set.of(Scope.TRIGGER), List.of(), List.of(), null);
  }
}
