// SPDX-License-Identifier: Apache-2.0
package io.jobmill.gateway.security;

import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Who asks. */
public sealed interface Caller {

  /** Somebody without a key. */
  record Anonymous() implements Caller {}

  /** Somebody with the admin key. */
  record Admin() implements Caller {}

  /** Somebody with a key that is good now. */
  record Keyed(ApiKey key) implements Caller {}

  /**
   * Somebody with a JSON web token that is good now.
   *
   * @param subject whom the token was made for; absent where it does not say
   * @param admin whether it is as good as the admin key
   * @param permissions the words of what it allows
   */
  record Token(@Nullable String subject, boolean admin, Set<String> permissions) implements Caller {
    public Token {
      permissions = Set.copyOf(permissions);
    }
  }

  /** Whether this scope was given to the caller; what it is good for is another question. */
  default boolean has(Scope scope) {
    if (this instanceof Token token) {
      return token.admin()
          || switch (scope) {
            case VIEW -> token.permissions().contains(Permission.JOB_READ.word());
            case TRIGGER -> token.permissions().contains(Permission.JOB_WRITE.word());
            case MANAGE -> false;
          };
    }
    return this instanceof Admin
        || (this instanceof Keyed keyed && keyed.key().scopes().contains(scope));
  }

  /** Whether this was permitted, by a token's permissions or a key's scopes. */
  default boolean may(Permission permission) {
    return this instanceof Token token
        ? token.admin() || token.permissions().contains(permission.word())
        : has(permission.scope());
  }

  /** The words of the permissions there are that this caller has, in order. */
  default Set<String> allowed() {
    Set<String> words = new TreeSet<>();
    for (Permission permission : Permission.values()) {
      if (may(permission)) {
        words.add(permission.word());
      }
    }
    return words;
  }

  /** What jobs say of who submitted them; absent for nobody. */
  default @Nullable String name() {
    if (this instanceof Keyed keyed) {
      return keyed.key().name();
    }
    if (this instanceof Token token) {
      return token.subject() == null ? "jwt" : "jwt:" + token.subject();
    }
    return this instanceof Admin ? "admin" : null;
  }
}
