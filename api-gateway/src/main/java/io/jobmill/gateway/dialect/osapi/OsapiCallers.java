// SPDX-License-Identifier: Apache-2.0
package io.jobmill.gateway.dialect.osapi;

import io.jobmill.gateway.audit.Actor;
import io.jobmill.gateway.problem.Refusal;
import io.jobmill.gateway.security.Caller;
import io.jobmill.gateway.security.Credentials;
import io.jobmill.gateway.security.Doorkeeper;
import io.jobmill.gateway.security.Permission;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.http.HttpHeaders;

/** Who calls, by a token or key as Bearer and by nothing else. */
final class OsapiCallers {

  private static final String SCHEME = "Bearer";
  private static final String DIALECT = "osapi";

  private final Doorkeeper doorkeeper;

  OsapiCallers(Doorkeeper doorkeeper) {
    this.doorkeeper = doorkeeper;
  }

  /**
   * @throws Refusal 401 without a good token or key, 403 where it lacks the permission, 429 after
   *     too many wrong ones
   */
  Actor with(Permission permission, HttpServletRequest request) {
    String credential =
        Credentials.of(request.getHeader(HttpHeaders.AUTHORIZATION))
            .filter(given -> given.scheme().equals(SCHEME))
            .map(Credentials::text)
            .orElseThrow(() -> Refusal.of(401, "Bearer token or API key required"));
    Caller caller =
        doorkeeper
            .judge(credential, request.getRemoteAddr())
            .callerOr(reason -> Refusal.of(401, "Invalid token: " + reason));
    if (!caller.may(permission)) {
      throw Refusal.forbidden(
          "Insufficient permissions. Required: [%s], resolved: %s"
              .formatted(permission.word(), caller.allowed()));
    }
    return new Actor(caller, DIALECT, request.getRemoteAddr());
  }
}
