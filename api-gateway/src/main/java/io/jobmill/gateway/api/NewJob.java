// SPDX-License-Identifier: Apache-2.0
package io.jobmill.gateway.api;

import io.jobmill.gateway.problem.Refusal;
import io.jobmill.gateway.trigger.IdempotencyKey;
import io.jobmill.gateway.trigger.Submission;
import io.jobmill.job.Target;
import io.jobmill.job.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What {@code POST /jobs} asks for. */
record NewJob(String template, Submission submission) {

  static final Set<String> FIELDS = Set.of("template", "variables", "target", "runAt");

  static NewJob of(Json body, @Nullable String submittedBy, @Nullable IdempotencyKey key) {
    body.allow(FIELDS);
    return new NewJob(
        body.text("template"),
        new Submission(
                variables(body.object("variables")),
                target(body.optionalText("target").orElse(null)),
                body.instant("runAt"),
                submittedBy)
            .under(key));
  }

  static @Nullable Target target(@Nullable String text) {
    try {
      return text == null ? null : new Target(text);
    } catch (IllegalArgumentException e) {
      throw Refusal.badRequest(String.valueOf(e.getMessage()));
    }
  }

  static Map<String, Value> variables(Map<String, @Nullable Object> given) {
    Map<String, Value> variables = new LinkedHashMap<>();
    given.forEach(
        (name, value) -> {
          if (value != null) {
            variables.put(name, value(name, value));
          }
        });
    return variables;
  }

  private static Value value(String name, Object value) {
    if (!(value instanceof List<?> list)) {
      return Value.of(scalar(name, value));
    }
    List<String> items = new ArrayList<>();
    for (Object item : list) {
      items.add(scalar(name, item));
    }
    return Value.ofList(items);
  }

  private static String scalar(String name, @Nullable Object value) {
    if (value instanceof String || value instanceof Number || value instanceof Boolean) {
      return value.toString();
    }
    throw Json.wrong("variables." + name, "a text, number, truth value or a list of those");
  }
}
