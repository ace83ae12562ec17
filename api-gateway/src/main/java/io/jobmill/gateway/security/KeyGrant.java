// SPDX-License-Identifier: Apache-2.0
package io.jobmill.gateway.security;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a new key shall be called and be good for; see {@link ApiKey}. */
public record KeyGrant(
    String name,
    Set<Scope> scopes,
    List<String> templates,
    List<String> pools,
    @Nullable Instant expiresAt,
    @Nullable String description) {

  public KeyGrant(
      String name,
      Set<Scope> scopes,
      List<String> templates,
      List<String> pools,
      @Nullable Instant expiresAt) {
    this(name, scopes, templates, pools, expiresAt, null);
  }
}
