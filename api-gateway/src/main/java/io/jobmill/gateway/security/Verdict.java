// SPDX-License-Identifier: Apache-2.0
package io.jobmill.gateway.security;

import java.util.Optional;
import java.util.function.Function;

/** What became of a key or token that was shown. */
public sealed interface Verdict {

  record Admitted(Caller caller) implements Verdict {}

  /**
   * @param reason what is wrong with a token that was signed rightly; of anything else no hint
   */
  record Turned(String reason) implements Verdict {}

  default Optional<Caller> admitted() {
    return this instanceof Admitted admitted ? Optional.of(admitted.caller()) : Optional.empty();
  }

  /**
   * @param refusal makes what is thrown, of the reason
   */
  default <E extends RuntimeException> Caller callerOr(Function<String, E> refusal) {
    if (this instanceof Turned turned) {
      throw refusal.apply(turned.reason());
    }
    return ((Admitted) this).caller();
  }
}
