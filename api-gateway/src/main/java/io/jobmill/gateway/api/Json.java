// SPDX-License-Identifier: Apache-2.0
package io.jobmill.gateway.api;

import io.jobmill.gateway.problem.JsonBodies;
import io.jobmill.gateway.problem.Refusal;
import io.jobmill.gateway.problem.RequestBodies;
import jakarta.servlet.http.HttpServletRequest;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;

/** A JSON object that a caller sent, read field by field. */
final class Json {

  private final Map<String, @Nullable Object> fields;

  Json(Map<String, @Nullable Object> fields) {
    this.fields = fields;
  }

  /**
   * The body of a request, which has to be one JSON object.
   *
   * @throws Refusal where it is something else
   */
  static Json body(HttpServletRequest request, RequestBodies bodies) {
    requireJson(request.getContentType());
    return new Json(JsonBodies.tree(bodies.read(request)));
  }

  /** The same, where no body at all stands for an object without fields. */
  static Json optionalBody(HttpServletRequest request, RequestBodies bodies) {
    byte[] body = bodies.read(request);
    if (body.length == 0) {
      return new Json(Map.of());
    }
    requireJson(request.getContentType());
    return new Json(JsonBodies.tree(body));
  }

  Map<String, @Nullable Object> tree() {
    return fields;
  }

  void allow(Set<String> known) {
    for (String name : fields.keySet()) {
      if (!known.contains(name)) {
        throw Refusal.badRequest(
            "there is no field '%s' here; fields are %s"
                .formatted(name, known.stream().sorted().toList()));
      }
    }
  }

  String text(String name) {
    return optionalText(name)
        .filter(text -> !text.isBlank())
        .orElseThrow(() -> Refusal.badRequest("field '%s' is missing".formatted(name)));
  }

  Optional<String> optionalText(String name) {
    Object value = fields.get(name);
    if (value == null || value instanceof String) {
      return Optional.ofNullable((String) value);
    }
    throw wrong(name, "a text");
  }

  @Nullable Instant instant(String name) {
    String text = optionalText(name).orElse(null);
    if (text == null) {
      return null;
    }
    try {
      return OffsetDateTime.parse(text).toInstant();
    } catch (DateTimeException e) {
      throw wrong(name, "a date and time with an offset, like 2026-01-31T08:30:00Z");
    }
  }

  List<String> texts(String name) {
    Object value = fields.get(name);
    if (value == null) {
      return List.of();
    }
    if (!(value instanceof List<?> items)) {
      throw wrong(name, "a list of texts");
    }
    List<String> texts = new ArrayList<>();
    for (Object item : items) {
      if (!(item instanceof String text)) {
        throw wrong(name, "a list of texts");
      }
      texts.add(text);
    }
    return texts;
  }

  /** A text, a truth value, or a list of texts, as the values of one parameter of a query. */
  List<String> words(String name) {
    Object value = fields.get(name);
    if (value == null) {
      return List.of();
    }
    return value instanceof String || value instanceof Boolean
        ? List.of(value.toString())
        : texts(name);
  }

  boolean flag(String name) {
    Object value = fields.get(name);
    if (value == null || value instanceof Boolean) {
      return Boolean.TRUE.equals(value);
    }
    throw wrong(name, "true or false");
  }

  /** The fields of an object inside; none where it is not given. */
  Map<String, @Nullable Object> object(String name) {
    Object value = fields.get(name);
    if (value == null) {
      return Map.of();
    }
    if (!(value instanceof Map<?, ?> map)) {
      throw wrong(name, "an object");
    }
    Map<String, @Nullable Object> object = new LinkedHashMap<>();
    map.forEach((key, item) -> object.put(String.valueOf(key), item));
    return object;
  }

  static Refusal wrong(String name, String wanted) {
    return Refusal.badRequest("field '%s' must be %s".formatted(name, wanted));
  }

  private static void requireJson(@Nullable String type) {
    if (type == null) {
      return;
    }
    try {
      if (MediaType.APPLICATION_JSON.equalsTypeAndSubtype(MediaType.parseMediaType(type))) {
        return;
      }
    } catch (InvalidMediaTypeException e) {
      throw Refusal.unsupportedType("the content type cannot be read");
    }
    throw Refusal.unsupportedType("a JSON object is expected, as application/json");
  }
}
