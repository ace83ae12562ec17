// SPDX-License-Identifier: Apache-2.0
package io.jobmill.gateway.dialect.keyfactor;

import io.jobmill.gateway.problem.Refusal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A JSON object that a caller sent. Names are read in any case, {@code null} is absent, and what is
 * not asked for is ignored, as the vendor's server does.
 */
final class JsonObject {

  private final Map<String, Object> values = new LinkedHashMap<>();
  private final Map<String, String> spelled = new LinkedHashMap<>();

  JsonObject(Map<?, ?> tree) {
    tree.forEach(
        (name, value) -> {
          String key = key(String.valueOf(name));
          if (value != null && values.put(key, value) != null) {
            throw Refusal.badRequest("property '%s' is given twice".formatted(name));
          }
          spelled.putIfAbsent(key, String.valueOf(name));
        });
  }

  /** The names of what is there, as they were spelled. */
  List<String> names() {
    return values.keySet().stream().map(name -> spelled.getOrDefault(name, name)).toList();
  }

  @Nullable Object value(String name) {
    return values.get(key(name));
  }

  boolean has(String name) {
    return values.containsKey(key(name));
  }

  String text(String name) {
    return optionalText(name)
        .filter(text -> !text.isBlank())
        .orElseThrow(() -> Refusal.badRequest("property '%s' is missing".formatted(name)));
  }

  Optional<String> optionalText(String name) {
    Object value = value(name);
    if (value == null || value instanceof String) {
      return Optional.ofNullable((String) value);
    }
    throw wrong(name, "a text");
  }

  /** A text, or a number or truth value as it is written. */
  Optional<String> scalar(String name) {
    Object value = value(name);
    if (value instanceof Map || value instanceof List) {
      throw wrong(name, "a text, number or truth value");
    }
    return Optional.ofNullable(value).map(String::valueOf);
  }

  /** A whole number, with quotes around it or not. */
  long number(String name) {
    Object value = value(name);
    if (value instanceof Long number) {
      return number;
    }
    if (value instanceof String text && text.strip().matches("-?\\d{1,18}")) {
      return Long.parseLong(text.strip());
    }
    throw value == null
        ? Refusal.badRequest("property '%s' is missing".formatted(name))
        : wrong(name, "a whole number");
  }

  boolean flag(String name) {
    Object value = value(name);
    if (value == null) {
      return false;
    }
    return switch (String.valueOf(value).toLowerCase(Locale.ROOT)) {
      case "true" -> true;
      case "false" -> false;
      default -> throw wrong(name, "true or false");
    };
  }

  UUID guid(String name) {
    Object value = value(name);
    if (value == null) {
      throw Refusal.badRequest("property '%s' is missing".formatted(name));
    }
    return Guids.read("property '" + name + "'", value);
  }

  /** The items of a list; empty if it is absent. */
  Optional<List<@Nullable Object>> list(String name) {
    Object value = value(name);
    if (value == null) {
      return Optional.empty();
    }
    if (!(value instanceof List<?> items)) {
      throw wrong(name, "a list");
    }
    return Optional.of(new ArrayList<>(items));
  }

  Optional<JsonObject> object(String name) {
    Object value = value(name);
    if (value == null) {
      return Optional.empty();
    }
    if (!(value instanceof Map<?, ?> map)) {
      throw wrong(name, "an object");
    }
    return Optional.of(new JsonObject(map));
  }

  static Refusal wrong(String name, String wanted) {
    return Refusal.badRequest("property '%s' must be %s".formatted(name, wanted));
  }

  private static String key(String name) {
    return name.toLowerCase(Locale.ROOT);
  }
}
