// SPDX-License-Identifier: Apache-2.0
package io.jobmill.gateway.dialect.keyfactor;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.core.Ordered;
import org.springframework.web.HttpRequestHandler;
import org.springframework.web.servlet.HandlerMapping;
import org.springframework.web.servlet.handler.AbstractHandlerMapping;

/** Sends every request of the dialect to it, before any mapping that minds the case of a path. */
final class KeyfactorMapping extends AbstractHandlerMapping {

  /** Names the requests in metrics: one name for all, whatever path a stranger makes up. */
  private static final String PATTERN = "/KeyfactorAPI/*";

  private final HttpRequestHandler endpoints;

  KeyfactorMapping(HttpRequestHandler endpoints) {
    this.endpoints = endpoints;
    setOrder(Ordered.HIGHEST_PRECEDENCE);
  }

  @Override
  protected @Nullable Object getHandlerInternal(HttpServletRequest request) {
    if (!KeyfactorPaths.belongs(request)) {
      return null;
    }
    request.setAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE, PATTERN);
    return endpoints;
  }
}
