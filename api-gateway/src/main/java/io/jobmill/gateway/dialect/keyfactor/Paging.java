// SPDX-License-Identifier: Apache-2.0
package io.jobmill.gateway.dialect.keyfactor;

import io.jobmill.gateway.problem.Refusal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which part of a list is wanted, and in which order.
 *
 * @param query which items; absent, all
 * @param skip so many are left out first
 * @param sortField absent, the list's own order
 */
record Paging(
    @Nullable String query, int skip, int limit, @Nullable String sortField, boolean ascending) {

  static final int USUAL = 50;
  static final int MOST = 1000;

  /**
   * @throws Refusal 400 where there is no such part
   */
  static Paging of(KeyfactorParameters parameters) {
    int limit = (int) number(parameters, "ReturnLimit", USUAL, 1, MOST);
    long page = number(parameters, "PageReturned", 1, 1, Integer.MAX_VALUE);
    long skip = number(parameters, "SkipCount", (page - 1) * limit, 0, Long.MAX_VALUE);
    long descending = number(parameters, "SortAscending", 0, 0, 1);
    return new Paging(
        parameters.paging("QueryString").orElse(null),
        (int) Math.min(skip, Integer.MAX_VALUE),
        limit,
        parameters.paging("SortField").orElse(null),
        descending == 0);
  }

  /** This part of all that there is. */
  <T> List<T> of(List<T> all) {
    return all.stream().skip(skip).limit(limit).toList();
  }

  private static long number(
      KeyfactorParameters parameters, String name, long usual, long least, long most) {
    String text = parameters.paging(name).orElse(null);
    if (text == null) {
      return usual;
    }
    try {
      long number = Long.parseLong(text.strip());
      if (number >= least && number <= most) {
        return number;
      }
    } catch (NumberFormatException e) {
      // Said below.
    }
    throw Refusal.badRequest(
        most >= Integer.MAX_VALUE
            ? "%s must be a whole number of at least %d".formatted(name, least)
            : "%s must be a whole number from %d to %d".formatted(name, least, most));
  }
}
