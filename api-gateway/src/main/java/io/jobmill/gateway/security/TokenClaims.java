// SPDX-License-Identifier: Apache-2.0
package io.jobmill.gateway.security;

import io.jobmill.job.OneLine;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.jwt.Jwt;

/**
 * Reads what a token allows: {@code roles}, or {@code permissions} in place of all that they stand
 * for.
 *
 * @param rolesClaim where the roles are; dots lead into objects
 * @param strict whether a token must have roles, and none but ours: an issuer that serves other
 *     programs too has more
 */
record TokenClaims(String rolesClaim, boolean strict) {

  private static final String PERMISSIONS = "permissions";
  private static final String ADMIN = "admin";
  private static final Set<String> READ = Set.of("job:read", "agent:read");
  private static final Set<String> WRITE = Set.of("job:read", "agent:read", "job:write");
  private static final Map<String, Set<String>> ROLES =
      Map.of(
          "read",
          READ,
          "write",
          WRITE,
          ADMIN,
          Set.of("job:read", "agent:read", "job:write", "agent:write"));

  Verdict verdict(Jwt token) {
    Collection<String> roles = texts(claim(token.getClaims()));
    if (strict && (roles.isEmpty() || !ROLES.keySet().containsAll(roles))) {
      return new Verdict.Turned(
          "its claim '%s' must be a list of read, write and admin".formatted(rolesClaim));
    }
    String subject = token.getSubject() == null ? null : OneLine.of(token.getSubject());
    if (token.hasClaim(PERMISSIONS)) {
      Set<String> permissions = new HashSet<>(texts(token.getClaims().get(PERMISSIONS)));
      return new Verdict.Admitted(new Caller.Token(subject, false, permissions));
    }
    Set<String> permissions = new HashSet<>();
    roles.forEach(role -> permissions.addAll(ROLES.getOrDefault(role, Set.of())));
    return new Verdict.Admitted(new Caller.Token(subject, roles.contains(ADMIN), permissions));
  }

  private @Nullable Object claim(Map<String, Object> claims) {
    if (claims.containsKey(rolesClaim)) {
      return claims.get(rolesClaim);
    }
    Object at = claims;
    for (String name : Arrays.asList(rolesClaim.split("\\."))) {
      at = at instanceof Map<?, ?> object ? object.get(name) : null;
    }
    return at;
  }

  private static Collection<String> texts(@Nullable Object claim) {
    if (claim instanceof String text) {
      return List.of(text);
    }
    return claim instanceof Collection<?> items
        ? items.stream().map(String::valueOf).toList()
        : List.of();
  }
}
