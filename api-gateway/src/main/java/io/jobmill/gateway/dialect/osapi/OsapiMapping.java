// SPDX-License-Identifier: Apache-2.0
package io.jobmill.gateway.dialect.osapi;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.core.Ordered;
import org.springframework.web.HttpRequestHandler;
import org.springframework.web.servlet.HandlerMapping;
import org.springframework.web.servlet.handler.AbstractHandlerMapping;

/** Sends every request of the dialect to it, those for paths that there are not among them. */
final class OsapiMapping extends AbstractHandlerMapping {

  private final HttpRequestHandler endpoints;

  OsapiMapping(HttpRequestHandler endpoints) {
    this.endpoints = endpoints;
    setOrder(Ordered.HIGHEST_PRECEDENCE);
  }

  @Override
  protected @Nullable Object getHandlerInternal(HttpServletRequest request) {
    String path = path(request);
    if (!OsapiRoute.belongs(path)) {
      return null;
    }
    request.setAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE, pattern(path));
    return endpoints;
  }

  /** As the container decoded and normalised it. */
  static String path(HttpServletRequest request) {
    String info = request.getPathInfo();
    return info == null ? request.getServletPath() : request.getServletPath() + info;
  }

  /** Names the requests in metrics: few names, whatever path a stranger makes up. */
  private static String pattern(String path) {
    return OsapiRoute.of(path)
        .map(route -> "osapi " + route.place().name().toLowerCase(Locale.ROOT))
        .orElse("osapi *");
  }
}
