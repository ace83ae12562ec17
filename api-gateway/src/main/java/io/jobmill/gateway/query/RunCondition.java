// SPDX-License-Identifier: Apache-2.0
package io.jobmill.gateway.query;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Which runs are meant: comparisons of fields with values, joined by and and or. */
public sealed interface RunCondition {

  /** True of every run. */
  RunCondition ALL = new And(List.of());

  /** True where all are; where there are none, of everything. */
  record And(List<RunCondition> conditions) implements RunCondition {
    public And {
      conditions = List.copyOf(conditions);
    }
  }

  /** True where at least one is; where there are none, of nothing. */
  record Or(List<RunCondition> conditions) implements RunCondition {
    public Or {
      conditions = List.copyOf(conditions);
    }
  }

  /**
   * @param value a Long, String, Instant or Boolean as the field's kind wants it; absent, NULL
   */
  record Compare(RunField field, RunOperator operator, @Nullable Object value)
      implements RunCondition {

    /**
     * @throws IllegalArgumentException if the field cannot be compared so
     */
    public Compare {
      if (!operator.fits(field.kind())) {
        throw new IllegalArgumentException(
            "%s cannot be compared by %s".formatted(field, operator));
      }
      if (value == null && !operator.isEquality()) {
        throw new IllegalArgumentException("NULL can only be equal or not equal");
      }
      if (value != null && !type(field.kind()).isInstance(value)) {
        throw new IllegalArgumentException(
            "%s is compared with a %s".formatted(field, type(field.kind()).getSimpleName()));
      }
    }

    private static Class<?> type(RunField.Kind kind) {
      return switch (kind) {
        case NUMBER -> Long.class;
        case TEXT -> String.class;
        case TIME -> Instant.class;
        case FLAG -> Boolean.class;
      };
    }
  }

  static RunCondition and(RunCondition... conditions) {
    return new And(List.of(conditions));
  }

  static RunCondition or(RunCondition... conditions) {
    return new Or(List.of(conditions));
  }

  static RunCondition is(RunField field, @Nullable Object value) {
    return new Compare(field, RunOperator.EQ, value);
  }
}
