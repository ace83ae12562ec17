// SPDX-License-Identifier: Apache-2.0
package io.jobmill.gateway.dialect.keyfactor.filter;

import java.time.Instant;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Compares what an item has with what is asked for. */
final class Comparing {

  private Comparing() {}

  static boolean matches(@Nullable Object has, Operator operator, @Nullable Object wanted) {
    return switch (operator) {
      case EQ -> equal(has, wanted);
      case NE -> !equal(has, wanted);
      case CONTAINS -> has != null && text(has).contains(text(wanted));
      case NOTCONTAINS -> has == null || !text(has).contains(text(wanted));
      case STARTSWITH -> has != null && text(has).startsWith(text(wanted));
      case ENDSWITH -> has != null && text(has).endsWith(text(wanted));
      case LT -> has != null && wanted != null && order(has, wanted) < 0;
      case LE -> has != null && wanted != null && order(has, wanted) <= 0;
      case GT -> has != null && wanted != null && order(has, wanted) > 0;
      case GE -> has != null && wanted != null && order(has, wanted) >= 0;
    };
  }

  /** Nothing and an empty text are the same. */
  private static boolean equal(@Nullable Object has, @Nullable Object wanted) {
    if (wanted == null || has == null || "".equals(has)) {
      return isNothing(has) && isNothing(wanted);
    }
    return order(has, wanted) == 0;
  }

  private static boolean isNothing(@Nullable Object value) {
    return value == null || "".equals(value);
  }

  /** The order of two values of one kind. */
  static int order(Object one, Object other) {
    if (one instanceof Long number && other instanceof Long wanted) {
      return number.compareTo(wanted);
    }
    if (one instanceof Instant instant && other instanceof Instant wanted) {
      return instant.compareTo(wanted);
    }
    if (one instanceof UUID id && other instanceof UUID wanted) {
      return id.toString().compareTo(wanted.toString());
    }
    return text(one).compareTo(text(other));
  }

  private static String text(@Nullable Object value) {
    return String.valueOf(value).toLowerCase(Locale.ROOT);
  }
}
