// SPDX-License-Identifier: Apache-2.0
package io.jobmill.gateway.dialect.otter;

import io.jobmill.gateway.problem.Refusal;
import io.jobmill.gateway.security.Access;
import io.jobmill.gateway.security.Caller;
import io.jobmill.gateway.security.Doorkeeper;
import org.jspecify.annotations.Nullable;

/**
 * Who calls, in Otter's way: no key is a caller too, and a wrong key, a missing one and one that
 * may not are refused in the same words.
 */
final class OtterCallers {

  private final Doorkeeper doorkeeper;
  private final Access access;

  OtterCallers(Doorkeeper doorkeeper, Access access) {
    this.doorkeeper = doorkeeper;
    this.access = access;
  }

  /**
   * @throws Refusal 403 for a key nobody has, and for no key where one is needed; 429 after too
   *     many wrong ones
   */
  Caller identify(@Nullable String key, String source) {
    if (key != null) {
      return doorkeeper.identify(key, source).orElseThrow(OtterCallers::refused);
    }
    if (!access.allowsAnonymous()) {
      throw refused();
    }
    return new Caller.Anonymous();
  }

  static Refusal refused() {
    return Refusal.forbidden("the API key is missing, unknown or not permitted to do this");
  }
}
