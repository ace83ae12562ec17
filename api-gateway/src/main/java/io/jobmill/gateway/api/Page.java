// SPDX-License-Identifier: Apache-2.0
package io.jobmill.gateway.api;

import io.jobmill.gateway.problem.Refusal;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Which part of a list is wanted.
 *
 * @param after the last item of the page before; absent on the first page
 */
record Page(int limit, @Nullable String after) {

  static final int USUAL = 50;
  static final int MOST = 1000;

  /**
   * @throws Refusal 400 where there is no such page
   */
  static Page of(@Nullable String limit, @Nullable String cursor) {
    return new Page(limit == null ? USUAL : limit(limit), cursor == null ? null : decoded(cursor));
  }

  /** The page of a list that is ordered by the same keys; a key that is gone is no harm. */
  <T> Answer of(List<T> all, Function<T, String> key, Function<T, Object> json) {
    List<T> rest =
        all.stream()
            .filter(item -> after == null || key.apply(item).compareTo(after) > 0)
            .limit(limit + 1L)
            .toList();
    List<T> items = rest.subList(0, Math.min(limit, rest.size()));
    return new Answer()
        .with("items", items.stream().map(json).toList())
        .with(
            "nextCursor",
            rest.size() > limit ? encoded(key.apply(items.get(items.size() - 1))) : null);
  }

  static String encoded(String position) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(position.getBytes(StandardCharsets.UTF_8));
  }

  static String decoded(String cursor) {
    try {
      return new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw Refusal.badRequest("cursor is none that was given out");
    }
  }

  private static int limit(String text) {
    if (text.matches("\\d{1,4}")) {
      int limit = Integer.parseInt(text);
      if (limit >= 1 && limit <= MOST) {
        return limit;
      }
    }
    throw Refusal.badRequest("limit must be a whole number from 1 to " + MOST);
  }
}
