// SPDX-License-Identifier: Apache-2.0
package io.jobmill.gateway.dialect.osapi;

import io.jobmill.gateway.problem.JsonBodies;
import io.jobmill.gateway.problem.Refusal;
import io.jobmill.gateway.problem.RequestBodies;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;

/** Reads bodies, each one JSON object. */
final class OsapiBodies {

  private final RequestBodies bodies;

  OsapiBodies(RequestBodies bodies) {
    this.bodies = bodies;
  }

  /**
   * @throws Refusal 400, 408, 413 or 415 for anything else
   */
  Map<String, @Nullable Object> read(HttpServletRequest request) {
    byte[] body = bodies.read(request);
    if (body.length > 0) {
      requireJson(request.getContentType());
    }
    return JsonBodies.tree(body);
  }

  /** The same, where no body stands for an object without fields, whatever type it says it has. */
  Map<String, @Nullable Object> readIfAny(HttpServletRequest request) {
    byte[] body = bodies.read(request);
    if (body.length == 0) {
      return Map.of();
    }
    requireJson(request.getContentType());
    return JsonBodies.tree(body);
  }

  private static void requireJson(@Nullable String type) {
    try {
      if (type == null
          || MediaType.APPLICATION_JSON.equalsTypeAndSubtype(MediaType.parseMediaType(type))) {
        return;
      }
    } catch (InvalidMediaTypeException e) {
      throw Refusal.unsupportedType("the content type cannot be read; send application/json");
    }
    throw Refusal.unsupportedType("a JSON object is expected, as application/json");
  }
}
