// SPDX-License-Identifier: Apache-2.0
package io.jobmill.gateway.security;

import io.jobmill.gateway.definitions.DefinitionTable;
import io.jobmill.gateway.problem.Refusal;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The API keys there are. Changes are in force everywhere as soon as the topic is read. */
public final class ApiKeys {

  private final DefinitionTable<ApiKey> table;
  private final Clock clock;
  private final SecureRandom random = new SecureRandom();

  /** Names by lookup id. One that is out of date does no harm: the hash decides. */
  private final Map<String, String> names = new ConcurrentHashMap<>();

  /** When each key was last let in here, by lookup id: a key made anew was never used. */
  private final Map<String, Instant> lastUses = new ConcurrentHashMap<>();

  ApiKeys(DefinitionTable<ApiKey> table, Clock clock) {
    this.table = table;
    this.clock = clock;
    table.all().forEach(stored -> index(stored.value()));
    table.listen((name, key) -> index(key));
  }

  /** A key that was just made: the only time its text is known. */
  public record Made(ApiKey key, KeyText text) {}

  /** Whether templates may count on a key of this name. */
  public boolean exists(String name) {
    return named(name).filter(key -> !key.revoked()).isPresent();
  }

  public Optional<ApiKey> named(String name) {
    return table.find(ApiKey.lookupKey(name)).map(DefinitionTable.Stored::value);
  }

  /** All keys by name, the revoked ones among them. */
  public List<ApiKey> all() {
    return table.all().stream()
        .map(DefinitionTable.Stored::value)
        .sorted(Comparator.comparing(ApiKey::name))
        .toList();
  }

  /**
   * Makes a key; the name must be free or its key revoked, which is for the caller to check.
   *
   * @throws Refusal 400 if it would have expired before it was made
   */
  public Made create(KeyGrant grant) {
    Instant now = clock.instant();
    if (grant.expiresAt() != null && !grant.expiresAt().isAfter(now)) {
      throw Refusal.badRequest("field 'expiresAt' must be in the future");
    }
    KeyText text = KeyText.create(random);
    ApiKey key =
        new ApiKey(
            grant.name(),
            text.lookupId(),
            text.hash(),
            grant.scopes(),
            grant.templates(),
            grant.pools(),
            now,
            grant.expiresAt(),
            grant.description(),
            false);
    table.put(ApiKey.lookupKey(key.name()), key);
    return new Made(key, text);
  }

  public void revoke(ApiKey key) {
    table.put(ApiKey.lookupKey(key.name()), key.revokedNow());
  }

  /** When the key was last let in by this gateway since it was started. */
  public Optional<Instant> lastUse(ApiKey key) {
    return Optional.ofNullable(lastUses.get(key.lookupId()));
  }

  /** The key was let in. */
  void used(ApiKey key) {
    lastUses.put(key.lookupId(), clock.instant().truncatedTo(ChronoUnit.SECONDS));
  }

  /** The key that this is the text of. */
  Optional<ApiKey> find(KeyText text) {
    return Optional.ofNullable(names.get(text.lookupId()))
        .flatMap(this::named)
        .filter(key -> text.hasHash(key.hash()));
  }

  private void index(ApiKey key) {
    names.put(key.lookupId(), key.name());
  }
}
