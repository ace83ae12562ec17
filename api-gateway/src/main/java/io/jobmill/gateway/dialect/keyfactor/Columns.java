// SPDX-License-Identifier: Apache-2.0
package io.jobmill.gateway.dialect.keyfactor;

import io.jobmill.gateway.dialect.keyfactor.filter.Field;
import io.jobmill.gateway.dialect.keyfactor.filter.Fields;
import io.jobmill.gateway.dialect.keyfactor.filter.Filter;
import io.jobmill.gateway.dialect.keyfactor.filter.QueryParser;
import io.jobmill.gateway.dialect.keyfactor.filter.Values;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The fields of a list that is held in memory: filters, sorts and pages it.
 *
 * @param <T> an item
 */
final class Columns<T> {

  private final Map<Field, Function<T, @Nullable Object>> values = new HashMap<>();
  private final List<Field> fields = new ArrayList<>();
  private final Map<String, Field> aliases = new HashMap<>();

  /** A field, by its names, and what an item has there. */
  Columns<T> with(Field field, Function<T, @Nullable Object> value, String... furtherNames) {
    fields.add(field);
    values.put(field, value);
    for (String name : furtherNames) {
      aliases.put(name, field);
    }
    return this;
  }

  /** The items that a query is true of. */
  List<T> matching(List<T> all, @Nullable String query, Values parsing) {
    Filter filter = QueryParser.parse(query, names(), parsing);
    return all.stream().filter(item -> filter.matches(field -> value(item, field))).toList();
  }

  /**
   * The items in the order that is asked for; in their own where none is.
   *
   * @throws CodedRefusal where there is no such field
   */
  List<T> sorted(List<T> items, Paging paging) {
    String name = paging.sortField();
    if (name == null) {
      return paging.ascending() ? items : reversed(items);
    }
    Field field = names().find(name).orElseThrow(() -> CodedRefusal.sortField(name));
    Comparator<T> order = (one, other) -> order(value(one, field), value(other, field));
    return items.stream().sorted(paging.ascending() ? order : order.reversed()).toList();
  }

  /** What comes of all the items. */
  Reply reply(List<T> all, Paging paging, Values parsing, Function<T, Object> json) {
    List<T> found = matching(all, paging.query(), parsing);
    List<Object> page = paging.of(sorted(found, paging)).stream().map(json).toList();
    return Reply.page(page, found.size());
  }

  private Fields names() {
    Fields names = Fields.of(fields.toArray(Field[]::new));
    aliases.forEach(names::alias);
    return names;
  }

  private @Nullable Object value(T item, Field field) {
    return Optional.ofNullable(values.get(field)).map(value -> value.apply(item)).orElse(null);
  }

  /** Items without a value come first. */
  private static int order(@Nullable Object one, @Nullable Object other) {
    if (one == null || other == null) {
      return Boolean.compare(one != null, other != null);
    }
    return Filter.order(one, other);
  }

  private static <T> List<T> reversed(List<T> items) {
    List<T> reversed = new ArrayList<>(items);
    Collections.reverse(reversed);
    return reversed;
  }
}
