// SPDX-License-Identifier: Apache-2.0
package io.jobmill.gateway.api;

import io.jobmill.gateway.audit.Actor;
import io.jobmill.gateway.problem.Refusal;
import io.jobmill.gateway.security.Caller;
import io.jobmill.gateway.security.Credentials;
import io.jobmill.gateway.security.Doorkeeper;
import io.jobmill.gateway.security.Scope;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;

/** Who calls, by a key in a header; nobody gets in without one. */
final class ApiCallers {

  private static final String DIALECT = "api";

  static final String KEY_HEADER = "X-ApiKey";

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

  /** The same, as records of changes name a caller. */
  Actor actor(Scope scope, HttpServletRequest request) {
    return new Actor(with(scope, request), DIALECT, request.getRemoteAddr());
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
    return doorkeeper.judge(key, request.getRemoteAddr()).callerOr(Refusal::unauthorized);
  }

  private static @Nullable String key(HttpServletRequest request) {
    var bearer =
        Credentials.of(request.getHeader(HttpHeaders.AUTHORIZATION)).flatMap(Credentials::bearer);
    if (bearer.isPresent()) {
      return bearer.get();
    }
    String header = request.getHeader(KEY_HEADER);
    return header == null || header.isBlank() ? null : header.strip();
  }
}
