// SPDX-License-Identifier: Apache-2.0
package io.jobmill.template;

import io.jobmill.job.OneLine;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Typed reading of one object in a definition. A field of the wrong kind is noted as a problem and
 * reads as absent, so that one reading finds everything that is wrong. Not thread-safe.
 */
final class Fields {

  private static final int LONGEST_NUMBER = 20;

  private final Map<?, ?> tree;
  private final String path;
  private final List<Problem> problems;

  Fields(Map<?, ?> tree, String path, List<Problem> problems) {
    this.tree = tree;
    this.path = path;
    this.problems = problems;
  }

  void problem(String field, String message) {
    problems.add(new Problem(at(field), message));
  }

  void refuseUnknown(Set<String> known) {
    for (Object name : tree.keySet()) {
      if (!known.contains(String.valueOf(name))) {
        problem(
            String.valueOf(name),
            "is not a field here; fields are " + known.stream().sorted().toList());
      }
    }
  }

  boolean has(String field) {
    return tree.get(field) != null;
  }

  Optional<String> text(String field) {
    Object value = tree.get(field);
    if (value == null) {
      return Optional.empty();
    }
    if (value instanceof String || value instanceof Number || value instanceof Boolean) {
      return Optional.of(value.toString());
    }
    problem(field, "must be a text, not " + kindOf(value));
    return Optional.empty();
  }

  String requiredText(String field) {
    Object value = tree.get(field);
    if (value == null || value.toString().isBlank()) {
      problem(field, "must be given");
      return "";
    }
    return text(field).orElse("");
  }

  boolean flag(String field, boolean otherwise) {
    Object value = tree.get(field);
    if (value == null) {
      return otherwise;
    }
    if (value instanceof Boolean flag) {
      return flag;
    }
    problem(field, "must be true or false, not " + kindOf(value));
    return otherwise;
  }

  Duration duration(String field, Duration otherwise) {
    Optional<String> text = text(field);
    Optional<Duration> duration = text.flatMap(Durations::parse).filter(Durations::isSensible);
    if (text.isPresent() && duration.isEmpty()) {
      problem(
          field,
          "must be a duration like 30s, 5m or 2h, from 1ms to 366d, not "
              + OneLine.quoted(text.get()));
    }
    return duration.orElse(otherwise);
  }

  int whole(String field, int least, int most, int otherwise) {
    Optional<String> text = text(field);
    Optional<Integer> number = text.flatMap(Fields::decimal).flatMap(Fields::exactly);
    if (text.isPresent() && number.filter(n -> least <= n && n <= most).isEmpty()) {
      problem(
          field,
          "must be a whole number from %d to %d, not %s"
              .formatted(least, most, OneLine.quoted(text.get())));
      return otherwise;
    }
    return number.orElse(otherwise);
  }

  double number(String field, double least, double most, double otherwise) {
    Optional<String> text = text(field);
    Optional<Double> number = text.flatMap(Fields::decimal).map(BigDecimal::doubleValue);
    if (text.isPresent() && number.filter(n -> least <= n && n <= most).isEmpty()) {
      problem(
          field,
          "must be a number from %s to %s, not %s"
              .formatted(plain(least), plain(most), OneLine.quoted(text.get())));
      return otherwise;
    }
    return number.orElse(otherwise);
  }

  List<String> texts(String field) {
    List<String> texts = new ArrayList<>();
    int index = 0;
    for (Object item : items(field)) {
      if (item instanceof String || item instanceof Number || item instanceof Boolean) {
        texts.add(item.toString());
      } else {
        problem(field + "[" + index + "]", "must be a text, not " + kindOf(item));
      }
      index++;
    }
    return texts;
  }

  List<Fields> objects(String field) {
    List<Fields> objects = new ArrayList<>();
    int index = 0;
    for (Object item : items(field)) {
      String place = field + "[" + index++ + "]";
      if (item instanceof Map<?, ?> map) {
        objects.add(new Fields(map, at(place), problems));
      } else {
        problem(place, "must be an object, not " + kindOf(item));
      }
    }
    return objects;
  }

  Optional<Fields> object(String field) {
    Object value = tree.get(field);
    if (value == null) {
      return Optional.empty();
    }
    if (value instanceof Map<?, ?> map) {
      return Optional.of(new Fields(map, at(field), problems));
    }
    problem(field, "must be an object, not " + kindOf(value));
    return Optional.empty();
  }

  /** The object itself, its field names as texts. */
  Map<String, @Nullable Object> tree() {
    Map<String, @Nullable Object> copy = new LinkedHashMap<>();
    tree.forEach((name, value) -> copy.put(String.valueOf(name), value));
    return copy;
  }

  private static Optional<BigDecimal> decimal(String text) {
    try {
      return text.length() > LONGEST_NUMBER ? Optional.empty() : Optional.of(new BigDecimal(text));
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }

  private static String plain(double number) {
    return BigDecimal.valueOf(number).stripTrailingZeros().toPlainString();
  }

  private static Optional<Integer> exactly(BigDecimal number) {
    try {
      return Optional.of(number.intValueExact());
    } catch (ArithmeticException e) {
      return Optional.empty();
    }
  }

  private List<?> items(String field) {
    Object value = tree.get(field);
    if (value == null) {
      return List.of();
    }
    if (value instanceof List<?> items) {
      return items;
    }
    problem(field, "must be a list, not " + kindOf(value));
    return List.of();
  }

  private String at(String field) {
    if (path.isEmpty()) {
      return field;
    }
    return field.isEmpty() ? path : path + "." + field;
  }

  private static String kindOf(@Nullable Object value) {
    if (value == null) {
      return "nothing";
    }
    if (value instanceof Map) {
      return "an object";
    }
    if (value instanceof List) {
      return "a list";
    }
    return OneLine.quoted(value.toString());
  }
}
