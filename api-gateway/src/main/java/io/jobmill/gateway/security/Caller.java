// SPDX-License-Identifier: Apache-2.0
package io.jobmill.gateway.security;

import org.jspecify.annotations.Nullable;

/** Who asks. */
public sealed interface Caller {

  /** Somebody without a key. */
  record Anonymous() implements Caller {}

  /** Somebody with the admin key. */
  record Admin() implements Caller {}

  /** Somebody with a key that is good now. */
  record Keyed(ApiKey key) implements Caller {}

  /** Whether this scope was given to the caller; what it is good for is another question. */
  default boolean has(Scope scope) {
    return this instanceof Admin
        || (this instanceof Keyed keyed && keyed.key().scopes().contains(scope));
  }

  /** What jobs say of who submitted them; absent for nobody. */
  default @Nullable String name() {
    if (this instanceof Keyed keyed) {
      return keyed.key().name();
    }
    return this instanceof Admin ? "admin" : null;
  }
}
