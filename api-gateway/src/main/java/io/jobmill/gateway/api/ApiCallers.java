// SPDX-License-Identifier: Apache-2.0
package io.jobmill.gateway.api;

import io.jobmill.gateway.problem.Refusal;
import io.jobmill.gateway.security.Caller;
import io.jobmill.gateway.security.Doorkeeper;
import io.jobmill.gateway.security.Scope;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;

/** Who calls, by a key in a header; nobody gets in without one. */
final class ApiCallers {

  private static final String BEARER = "bearer ";

  private final Doorkeeper doorkeeper;

  ApiCallers(Doorkeeper doorkeeper) {
    this.doorkeeper = doorkeeper;
  }

  /**
   * @throws Refusal 401 without a good key, 403 where it has not the scope, 429 after too many
   *     wrong ones
   */
  Caller with(Scope scope, HttpServletRequest request) {
    Caller caller = identify(request);
    if (!caller.has(scope)) {
      throw forbidden("the API key does not have the scope '%s'".formatted(scope.word()));
    }
    return caller;
  }

  static Refusal forbidden(String detail) {
    return Refusal.forbidden(detail);
  }

  private Caller identify(HttpServletRequest request) {
    String key = key(request);
    if (key == null) {
      throw Refusal.unauthorized(
          "an API key is needed, as 'Authorization: Bearer …' or 'X-ApiKey: …'");
    }
    return doorkeeper
        .identify(key, request.getRemoteAddr())
        .orElseThrow(() -> Refusal.unauthorized("the API key is not known"));
  }

  private static @Nullable String key(HttpServletRequest request) {
    String authorization = request.getHeader(HttpHeaders.AUTHORIZATION);
    if (authorization != null && authorization.toLowerCase(Locale.ROOT).startsWith(BEARER)) {
      return authorization.substring(BEARER.length()).strip();
    }
    String header = request.getHeader("X-ApiKey");
    return header == null || header.isBlank() ? null : header.strip();
  }
}
