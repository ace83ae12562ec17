// SPDX-License-Identifier: Apache-2.0
package io.jobmill.gateway.dialect.keyfactor;

import io.jobmill.gateway.problem.Refusal;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Locale;
import java.util.Set;

/** The headers that every request of the dialect may or must have. */
final class KeyfactorHeaders {

  static final String REQUESTED_WITH = "X-Keyfactor-Requested-With";
  static final String VERSION = "X-Keyfactor-Api-Version";
  private static final Set<String> CLIENTS = Set.of("apiclient", "xmlhttprequest");
  static final Set<String> VERSIONS = Set.of("1", "1.0");

  private KeyfactorHeaders() {}

  /**
   * Changes need the header that no foreign web page can make a browser send.
   *
   * @throws Refusal 400 for another version of the API
   * @throws CodedRefusal for a change without the header, or with another value
   */
  static void check(HttpServletRequest request, boolean writes) {
    String version = request.getHeader(VERSION);
    if (version != null && !version.isBlank() && !VERSIONS.contains(version.strip())) {
      throw Refusal.badRequest("header %s must be 1 or 1.0".formatted(VERSION));
    }
    String with = request.getHeader(REQUESTED_WITH);
    if (!writes) {
      return;
    }
    if (with == null || with.isBlank()) {
      throw CodedRefusal.header("header %s is missing; send APIClient".formatted(REQUESTED_WITH));
    }
    if (!CLIENTS.contains(with.strip().toLowerCase(Locale.ROOT))) {
      throw CodedRefusal.header(
          "header %s must be APIClient or XMLHttpRequest".formatted(REQUESTED_WITH));
    }
  }
}
