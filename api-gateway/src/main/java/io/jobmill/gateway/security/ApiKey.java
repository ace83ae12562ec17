// SPDX-License-Identifier: Apache-2.0
package io.jobmill.gateway.security;

import io.jobmill.template.Template;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * An API key as it is kept: everything but the key itself.
 *
 * @param name what templates and people call it; names do not differ by case
 * @param lookupId the readable part of the key, by which it is found
 * @param hash SHA-256 of the whole key, in hex
 * @param templates which templates it is good for, {@code *} standing for anything; empty means all
 * @param pools which pools' templates it is good for; empty means all
 * @param expiresAt good until then; absent, for ever
 * @param description what it is for, in its maker's words
 * @param revoked whether it was taken back: kept, so that everyone who has the key learns of it
 */
public record ApiKey(
    String name,
    String lookupId,
    String hash,
    Set<Scope> scopes,
    List<String> templates,
    List<String> pools,
    Instant createdAt,
    @Nullable Instant expiresAt,
    @Nullable String description,
    boolean revoked) {

  public ApiKey {
    scopes = Set.copyOf(scopes);
    templates = List.copyOf(templates);
    pools = List.copyOf(pools);
  }

  /** The key under which a key of this name is kept. */
  public static String lookupKey(String name) {
    return name.toLowerCase(Locale.ROOT);
  }

  public boolean isGoodAt(Instant now) {
    return !revoked && (expiresAt == null || now.isBefore(expiresAt));
  }

  /** Whether the template is among those the key is good for. */
  boolean covers(Template template) {
    return coversEverything()
        || (coversName(template.name())
            && (pools.isEmpty() || pools.contains(template.pool().name())));
  }

  boolean coversEverything() {
    return templates.isEmpty() && pools.isEmpty();
  }

  ApiKey revokedNow() {
    return new ApiKey(
        name, lookupId, hash, scopes, templates, pools, createdAt, expiresAt, description, true);
  }

  private boolean coversName(String template) {
    return templates.isEmpty() || templates.stream().anyMatch(glob -> matches(glob, template));
  }

  private static boolean matches(String glob, String text) {
    String pattern = Pattern.quote(glob).replace("*", "\\E.*\\Q");
    return Pattern.compile(pattern, Pattern.CASE_INSENSITIVE).matcher(text).matches();
  }
}
