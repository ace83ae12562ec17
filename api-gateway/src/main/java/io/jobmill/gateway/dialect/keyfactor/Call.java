// SPDX-License-Identifier: Apache-2.0
package io.jobmill.gateway.dialect.keyfactor;

import io.jobmill.gateway.audit.Actor;
import io.jobmill.gateway.problem.JsonBodies;
import io.jobmill.gateway.problem.Refusal;
import io.jobmill.gateway.problem.RequestBodies;
import io.jobmill.gateway.security.Caller;
import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;

/**
 * A request to an endpoint, let in.
 *
 * @param id the last segment of the path where the endpoint has an id there
 */
record Call(HttpServletRequest request, RequestBodies bodies, Caller caller, String id) {

  /** Who asks for a change. */
  Actor actor() {
    return new Actor(caller, "keyfactor", request.getRemoteAddr());
  }

  KeyfactorParameters parameters() {
    return KeyfactorParameters.of(request.getQueryString());
  }

  /** The body, which has to be one JSON object. */
  JsonObject object() {
    return new JsonObject(JsonBodies.tree(body()));
  }

  /** The body, which has to be one JSON array of GUIDs. */
  List<UUID> guids() {
    List<@Nullable Object> items = JsonBodies.array(body());
    return items.stream().map(item -> Guids.read("the list", item)).toList();
  }

  /** The GUID in the path; nothing has any other text for an id. */
  UUID guid() {
    return Guids.parse(id).orElseThrow(() -> Refusal.badRequest("the path must end in a GUID"));
  }

  private byte[] body() {
    requireJson(request.getContentType());
    return bodies.read(request);
  }

  private static void requireJson(@Nullable String header) {
    if (header == null || header.isBlank()) {
      return;
    }
    try {
      MediaType type = MediaType.parseMediaType(header);
      boolean json =
          type.getSubtype().equalsIgnoreCase("json")
              || (type.getType().equalsIgnoreCase("application")
                  && type.getSubtype().toLowerCase(Locale.ROOT).endsWith("+json"));
      boolean utf8 = type.getCharset() == null || type.getCharset().equals(StandardCharsets.UTF_8);
      if (json && utf8) {
        return;
      }
    } catch (InvalidMediaTypeException e) {
      throw Refusal.unsupportedType("the content type cannot be read");
    }
    throw Refusal.unsupportedType("JSON in UTF-8 is expected, as application/json");
  }
}
