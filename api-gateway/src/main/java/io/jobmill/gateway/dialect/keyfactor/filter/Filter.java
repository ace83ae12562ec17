// SPDX-License-Identifier: Apache-2.0
package io.jobmill.gateway.dialect.keyfactor.filter;

import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Which items of a list are wanted. */
public sealed interface Filter {

  /** Every item. */
  Filter EVERYTHING = new All(List.of());

  /**
   * Whether an item is wanted.
   *
   * @param values the item's values by field, of the classes that {@link Kind} names; null where it
   *     has none
   */
  boolean matches(Function<Field, @Nullable Object> values);

  /** Shows every comparison in it. */
  void each(Consumer<Comparison> visitor);

  /** The order of two values of one kind. */
  static int order(Object one, Object other) {
    return Comparing.order(one, other);
  }

  /** All of these; true where there are none. */
  record All(List<Filter> parts) implements Filter {

    public All {
      parts = List.copyOf(parts);
    }

    @Override
    public boolean matches(Function<Field, @Nullable Object> values) {
      return parts.stream().allMatch(part -> part.matches(values));
    }

    @Override
    public void each(Consumer<Comparison> visitor) {
      parts.forEach(part -> part.each(visitor));
    }
  }

  /** At least one of these. */
  record Any(List<Filter> parts) implements Filter {

    public Any {
      parts = List.copyOf(parts);
    }

    @Override
    public boolean matches(Function<Field, @Nullable Object> values) {
      return parts.stream().anyMatch(part -> part.matches(values));
    }

    @Override
    public void each(Consumer<Comparison> visitor) {
      parts.forEach(part -> part.each(visitor));
    }
  }

  /**
   * One field and one value. What says not is the exact opposite of what does not: it is true of
   * items that have no value.
   *
   * @param value of the class that the field's {@link Kind} names; absent for {@code NULL}, with
   *     {@code -eq} and {@code -ne} only
   */
  record Comparison(Field field, Operator operator, @Nullable Object value) implements Filter {

    @Override
    public boolean matches(Function<Field, @Nullable Object> values) {
      return Comparing.matches(values.apply(field), operator, value);
    }

    @Override
    public void each(Consumer<Comparison> visitor) {
      visitor.accept(this);
    }
  }
}
