// SPDX-License-Identifier: Apache-2.0
package io.jobmill.gateway.query;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Sorts;
import io.jobmill.store.Fields;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;

/** Conditions on runs in the store's terms. */
final class RunQueries {

  private RunQueries() {}

  static Bson of(RunQuestion question) {
    List<Bson> all = new ArrayList<>();
    all.add(Filters.ne(Fields.HIDDEN, true));
    all.add(of(question.condition()));
    JobQueries.addVisible(all, question.visible());
    return Filters.and(all);
  }

  /**
   * @param many whether there are too many to be sorted without an index: ids ascend in time, to
   *     some milliseconds, so that they stand for the start
   */
  static Bson order(RunOrder order, boolean many) {
    RunField field = many && order.field() == RunField.STARTED_AT ? RunField.ID : order.field();
    if (field == RunField.ID) {
      return order.ascending() ? Sorts.ascending(Fields.ID) : Sorts.descending(Fields.ID);
    }
    String key = key(field);
    String by = key == null ? name(field) : key;
    return order.ascending() ? Sorts.ascending(by, Fields.ID) : Sorts.descending(by, Fields.ID);
  }

  private static Bson of(RunCondition condition) {
    if (condition instanceof RunCondition.And and) {
      return and.conditions().isEmpty()
          ? Filters.empty()
          : Filters.and(and.conditions().stream().map(RunQueries::of).toList());
    }
    if (condition instanceof RunCondition.Or or) {
      return or.conditions().isEmpty()
          ? Filters.in(Fields.ID, List.of())
          : Filters.or(or.conditions().stream().map(RunQueries::of).toList());
    }
    return compare((RunCondition.Compare) condition);
  }

  private static Bson compare(RunCondition.Compare compare) {
    String field = name(compare.field());
    Object value = compare.value();
    if (value == null) {
      return isNull(compare, field);
    }
    return switch (compare.field().kind()) {
      case TEXT -> text(compare, field, (String) value);
      case FLAG -> flag(compare, field, (Boolean) value);
      case TIME -> order(compare, field, Date.from((Instant) value));
      case NUMBER -> order(compare, field, value);
    };
  }

  /** A text that is not there is shown as an empty one, so that both are the same. */
  private static Bson isNull(RunCondition.Compare compare, String field) {
    List<@Nullable Object> none = new ArrayList<>();
    none.add(null);
    if (compare.field() == RunField.MESSAGE) {
      none.add("");
    }
    return compare.operator() == RunOperator.EQ
        ? Filters.in(field, none)
        : Filters.nin(field, none);
  }

  /** A flag that is not set is absent. */
  private static Bson flag(RunCondition.Compare compare, String field, boolean value) {
    boolean wanted = value == (compare.operator() == RunOperator.EQ);
    return wanted ? Filters.eq(field, true) : Filters.ne(field, true);
  }

  private static Bson order(RunCondition.Compare compare, String field, Object value) {
    return switch (compare.operator()) {
      case EQ -> Filters.eq(field, value);
      case NE -> Filters.ne(field, value);
      case LT -> Filters.lt(field, value);
      case LE -> Filters.lte(field, value);
      case GT -> Filters.gt(field, value);
      default -> Filters.gte(field, value);
    };
  }

  private static Bson text(RunCondition.Compare compare, String field, String value) {
    boolean whole = compare.operator() == RunOperator.EQ || compare.operator() == RunOperator.NE;
    if (value.isEmpty() && whole) {
      return isNull(compare, field);
    }
    String quoted = Pattern.quote(value);
    String key = key(compare.field());
    return switch (compare.operator()) {
      case EQ -> key == null ? whole(field, quoted) : Filters.eq(key, lower(value));
      case NE -> key == null ? Filters.not(whole(field, quoted)) : Filters.ne(key, lower(value));
      case CONTAINS -> matches(field, quoted);
      case NOT_CONTAINS -> Filters.not(matches(field, quoted));
      case STARTS_WITH -> matches(field, "^" + quoted);
      default -> matches(field, quoted + "$");
    };
  }

  private static Bson whole(String field, String quoted) {
    return matches(field, "^" + quoted + "$");
  }

  private static Bson matches(String field, String pattern) {
    return Filters.regex(
        field, Pattern.compile(pattern, Pattern.CASE_INSENSITIVE | Pattern.DOTALL));
  }

  /** Where the field stands in lower case, so that an index can find it; absent, nowhere. */
  private static @Nullable String key(RunField field) {
    return switch (field) {
      case JOB, SERIES, WORKER, POOL, STATUS -> name(field);
      case JOB_TYPE -> Fields.JOB_TYPE_KEY;
      case HOSTNAME -> Fields.HOSTNAME_KEY;
      default -> null;
    };
  }

  private static String lower(String text) {
    return text.toLowerCase(Locale.ROOT);
  }

  private static String name(RunField field) {
    return switch (field) {
      case ID -> Fields.ID;
      case JOB -> Fields.JOB;
      case SERIES -> Fields.SERIES;
      case JOB_TYPE -> Fields.JOB_TYPE;
      case WORKER -> Fields.WORKER;
      case HOSTNAME -> Fields.HOSTNAME;
      case POOL -> Fields.POOL;
      case STATUS -> Fields.STATUS;
      case SCHEDULE -> Fields.SCHEDULE;
      case MESSAGE -> Fields.MESSAGE;
      case STARTED_AT -> Fields.STARTED_AT;
      case ENDED_AT -> Fields.ENDED_AT;
      case RETRYING -> Fields.RETRYING;
      case ACKNOWLEDGED -> Fields.ACKNOWLEDGED;
    };
  }
}
