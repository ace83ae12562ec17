// SPDX-License-Identifier: Apache-2.0
package io.jobmill.gateway.dialect.otter;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Locale;

/** The paths of the dialect, which come in any case. */
final class OtterPaths {

  private static final String ROOT = "/api/jobs";

  private OtterPaths() {}

  /** Whether the request is for this dialect: the root itself, and everything below it. */
  static boolean belongs(HttpServletRequest request) {
    return belongs(path(request));
  }

  static boolean belongs(String path) {
    return path.regionMatches(true, 0, ROOT, 0, ROOT.length())
        && (path.length() == ROOT.length() || path.charAt(ROOT.length()) == '/');
  }

  /** What comes after the root, in lower case. */
  static String endpoint(HttpServletRequest request) {
    String path = path(request);
    return path.length() <= ROOT.length()
        ? ""
        : path.substring(ROOT.length() + 1).toLowerCase(Locale.ROOT);
  }

  /** The path of an endpoint, as it is usually spelled. */
  static String of(OtterEndpoint endpoint) {
    return ROOT + "/" + endpoint.word();
  }

  /** As the container decoded and normalised it. */
  private static String path(HttpServletRequest request) {
    String info = request.getPathInfo();
    return info == null ? request.getServletPath() : request.getServletPath() + info;
  }
}
