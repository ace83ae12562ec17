// SPDX-License-Identifier: Apache-2.0
package io.jobmill.gateway.dialect.keyfactor;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Locale;
import java.util.Set;

/** The paths of the dialect: below its application path, or bare, in any case. */
final class KeyfactorPaths {

  private static final String APPLICATION = "/keyfactorapi";
  private static final Set<String> ROOTS = Set.of("orchestratorjobs", "jobtypes", "agents");
  private static final String STATUS = "/status/endpoints";

  private KeyfactorPaths() {}

  /** Whether the request is for this dialect. */
  static boolean belongs(HttpServletRequest request) {
    return belongs(path(request));
  }

  /** The same of a path, as the container decoded it. */
  static boolean belongs(String path) {
    String lower = path.toLowerCase(Locale.ROOT);
    return isBelow(lower, APPLICATION)
        || isBelow(lower, STATUS)
        || ROOTS.stream().anyMatch(root -> isBelow(lower, "/" + root));
  }

  /** What comes after the application path, without slashes at its ends. */
  static String endpoint(HttpServletRequest request) {
    String path = path(request);
    if (isBelow(path.toLowerCase(Locale.ROOT), APPLICATION)) {
      path = path.substring(APPLICATION.length());
    }
    return path.replaceAll("^/+|/+$", "");
  }

  private static boolean isBelow(String path, String root) {
    return path.startsWith(root)
        && (path.length() == root.length() || path.charAt(root.length()) == '/');
  }

  /** As the container decoded and normalised it. */
  private static String path(HttpServletRequest request) {
    String info = request.getPathInfo();
    return info == null ? request.getServletPath() : request.getServletPath() + info;
  }
}
