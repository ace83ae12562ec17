// SPDX-License-Identifier: Apache-2.0
package io.jobmill.gateway.api;

import io.jobmill.gateway.problem.Refusal;
import jakarta.servlet.http.HttpServletRequest;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The parameters of a query, read strictly: a filter that is misspelled must not be ignored. */
final class Queries {

  private Queries() {}

  /**
   * @throws Refusal 400 for a parameter that there is not
   */
  static void allow(HttpServletRequest request, Set<String> known) {
    for (String name : request.getParameterMap().keySet()) {
      if (!known.contains(name)) {
        throw Refusal.badRequest(
            "there is no parameter '%s' here; parameters are %s"
                .formatted(name, new TreeSet<>(known)));
      }
    }
  }

  /** All values of a parameter, none where it is not given. */
  static List<String> all(HttpServletRequest request, String name) {
    String[] values = request.getParameterValues(name);
    return values == null ? List.of() : List.of(values);
  }

  /**
   * The value of a parameter that has one; absent where it is not given.
   *
   * @throws Refusal 400 where it has several
   */
  static @Nullable String one(HttpServletRequest request, String name) {
    return one(name, all(request, name));
  }

  static @Nullable String one(String name, List<String> values) {
    if (values.size() > 1) {
      throw Refusal.badRequest("%s is given more than once".formatted(name));
    }
    return values.isEmpty() ? null : values.get(0);
  }

  static boolean flag(String name, @Nullable String text) {
    if (text == null || text.equals("false")) {
      return false;
    }
    if (text.equals("true")) {
      return true;
    }
    throw Refusal.badRequest("%s must be true or false".formatted(name));
  }

  static @Nullable Instant instant(String name, @Nullable String text) {
    if (text == null) {
      return null;
    }
    try {
      return OffsetDateTime.parse(text).toInstant();
    } catch (DateTimeException e) {
      throw Refusal.badRequest(
          "%s must be a date and time with an offset, like 2026-01-31T08:30:00Z".formatted(name));
    }
  }
}
