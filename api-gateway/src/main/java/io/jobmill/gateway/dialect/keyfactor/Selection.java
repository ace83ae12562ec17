// SPDX-License-Identifier: Apache-2.0
package io.jobmill.gateway.dialect.keyfactor;

import io.jobmill.gateway.problem.Refusal;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * What a change is for: items by their ids, or all that a query finds.
 *
 * @param ids empty where there is a query
 * @param query absent where there are ids
 */
record Selection<T>(List<T> ids, @Nullable String query) {

  private static final String QUERY = "Query";
  private static final int MOST = 1000;

  /**
   * @param name of the property that holds the ids
   * @param item reads one, given where it stands for a message
   * @throws Refusal 400 unless exactly one of both is given
   */
  static <T> Selection<T> read(
      JsonObject body, String name, BiFunction<String, @Nullable Object, T> item) {
    String query = body.optionalText(QUERY).filter(text -> !text.isBlank()).orElse(null);
    boolean byId = body.has(name);
    if (byId == (query != null)) {
      throw Refusal.badRequest(
          byId
              ? "give %s or %s, not both".formatted(name, QUERY)
              : "give %s or %s".formatted(name, QUERY));
    }
    if (query != null) {
      return new Selection<>(List.of(), query);
    }
    List<@Nullable Object> given = body.list(name).orElse(List.of());
    if (given.isEmpty() || given.size() > MOST) {
      throw JsonObject.wrong(name, "a list of 1 to %d ids".formatted(MOST));
    }
    List<T> ids = new ArrayList<>();
    given.forEach(value -> ids.add(item.apply("property '" + name + "'", value)));
    return new Selection<>(ids.stream().distinct().toList(), null);
  }

  /** Reads a history id. */
  static Long historyId(String where, @Nullable Object value) {
    if (value instanceof Long id && id > 0) {
      return id;
    }
    throw Refusal.badRequest(where + " must hold whole numbers above 0");
  }
}
