// SPDX-License-Identifier: Apache-2.0
package io.jobmill.gateway.dialect.keyfactor;

import io.jobmill.gateway.problem.Refusal;
import io.jobmill.gateway.security.Caller;
import io.jobmill.gateway.security.Credentials;
import io.jobmill.gateway.security.Doorkeeper;
import io.jobmill.gateway.security.Scope;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.http.HttpHeaders;

/** Who calls, by the password of Basic or by a Bearer; nobody gets in without one. */
final class KeyfactorCallers {

  private final Doorkeeper doorkeeper;

  KeyfactorCallers(Doorkeeper doorkeeper) {
    this.doorkeeper = doorkeeper;
  }

  /**
   * @throws Refusal 401 without a good key or token, 429 after too many wrong ones
   */
  Caller identify(HttpServletRequest request) {
    String credential =
        Credentials.of(request.getHeader(HttpHeaders.AUTHORIZATION))
            .flatMap(given -> given.basicPassword().or(given::bearer))
            .orElseThrow(
                () ->
                    Refusal.unauthorized(
                        "credentials are needed: Basic with any user and an API key as password, or Bearer with an API key or token"));
    return doorkeeper
        .identify(credential, request.getRemoteAddr())
        .orElseThrow(() -> Refusal.unauthorized("the API key or token is not known"));
  }

  /**
   * @throws Refusal 403 where the caller lacks what the endpoint needs
   */
  void require(Caller caller, Endpoint endpoint) {
    Scope needed = endpoint.scope();
    if (needed != null && !caller.has(needed)) {
      throw Refusal.forbidden(
          "User does not have the required permissions: scope '%s'".formatted(needed.word()));
    }
  }
}
