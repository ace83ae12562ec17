// SPDX-License-Identifier: Apache-2.0
package io.jobmill.gateway.dialect.osapi;

import io.jobmill.gateway.problem.Refusal;
import io.jobmill.job.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What {@code POST /job} asks for.
 *
 * @param type the name of a template or of a handler
 * @param data a template's variables, or the handler's settings
 * @param target which agents
 */
record NewOperation(String type, Map<String, @Nullable Object> data, String target) {

  private static final String TARGET = "target_hostname";

  static NewOperation of(Map<String, @Nullable Object> body) {
    if (!(body.get("operation") instanceof Map<?, ?> operation)) {
      throw required("Operation", "operation must be an object with type and data");
    }
    if (!(operation.get("type") instanceof String type) || type.isBlank()) {
      throw required("Type", "operation.type must be the name of a template or handler");
    }
    String target = target(body);
    if (target == null) {
      throw required(
          "TargetHostname", TARGET + " must be _any, _all, a hostname, a machine id or key:value");
    }
    return new NewOperation(type, data(operation.get("data")), target);
  }

  /**
   * The target that a body names; absent if it names none.
   *
   * @throws Refusal 400 for an empty one, or anything but a text
   */
  static @Nullable String target(Map<String, @Nullable Object> body) {
    Object target = body.get(TARGET);
    if (target == null) {
      return null;
    }
    if (target instanceof String text && !text.isEmpty()) {
      return text;
    }
    throw Refusal.badRequest(
        "Field validation for 'TargetHostname' failed on the 'min' tag: %s must be a text that is not empty"
            .formatted(TARGET));
  }

  /** The data as a template's variables: scalars become texts, and {@code null} is not given. */
  Map<String, Value> variables() {
    Map<String, Value> variables = new LinkedHashMap<>();
    data.forEach(
        (name, given) -> {
          if (given != null) {
            variables.put(name, value(name, given));
          }
        });
    return variables;
  }

  private static Value value(String name, Object given) {
    if (!(given instanceof List<?> list)) {
      return Value.of(scalar(name, given));
    }
    List<String> items = new ArrayList<>();
    for (Object item : list) {
      items.add(scalar(name, item));
    }
    return Value.ofList(items);
  }

  private static String scalar(String name, @Nullable Object given) {
    if (given instanceof String || given instanceof Number || given instanceof Boolean) {
      return given.toString();
    }
    throw Refusal.badRequest(
        "operation.data.%s must be a text, number, truth value or a list of those".formatted(name));
  }

  private static Map<String, @Nullable Object> data(@Nullable Object given) {
    Map<String, @Nullable Object> data = new LinkedHashMap<>();
    if (given instanceof Map<?, ?> map) {
      map.forEach((name, value) -> data.put(String.valueOf(name), value));
    } else if (given != null) {
      throw Refusal.badRequest("operation.data must be an object");
    }
    return data;
  }

  private static Refusal required(String field, String text) {
    return Refusal.badRequest(
        "Field validation for '%s' failed on the 'required' tag: %s".formatted(field, text));
  }
}
