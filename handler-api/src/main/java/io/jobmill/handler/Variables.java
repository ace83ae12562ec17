// SPDX-License-Identifier: Apache-2.0
package io.jobmill.handler;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * A job's variables. Names are looked up in any case. What a template declares was checked before
 * the job ran; a variable that it does not declare can have any text. What is missing or of another
 * kind fails the attempt with a message that names the variable, never its value.
 */
public final class Variables {

  private static final String INTEGER = "a whole number from -2147483648 to 2147483647";
  private static final String NUMBER = "a whole number";
  private static final String DURATION = "a duration, like 30s or 5m";
  private static final String INSTANT = "a date and time with an offset, like 2026-01-31T08:30:00Z";

  private final Map<String, List<String>> values;
  private final Map<String, List<String>> byName = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
  private final Set<String> obscured;

  /**
   * @param values by name, as the template spells it; a variable that takes one value has a list of
   *     one
   * @param obscured the names of those that are secrets
   */
  public Variables(Map<String, List<String>> values, Set<String> obscured) {
    Map<String, List<String>> copy = new LinkedHashMap<>();
    values.forEach((name, items) -> copy.put(name, List.copyOf(items)));
    this.values = Collections.unmodifiableMap(copy);
    this.byName.putAll(copy);
    this.obscured = Set.copyOf(obscured);
  }

  /** The names of all that are set, as the template spells them. */
  public Set<String> names() {
    return values.keySet();
  }

  /** The text of a variable, several values joined by newlines; empty if it is not set. */
  public Optional<String> find(String name) {
    return Optional.ofNullable(byName.get(name)).map(items -> String.join("\n", items));
  }

  /**
   * The text of a variable, several values joined by newlines.
   *
   * @throws JobFailedException if it is not set
   */
  public String text(String name) {
    return find(name).orElseThrow(() -> notSet(name));
  }

  /** The same, or something else if it is not set. */
  public String text(String name, String otherwise) {
    return find(name).orElse(otherwise);
  }

  /** The values of a list; none if it is not set. */
  public List<String> list(String name) {
    List<String> items = byName.get(name);
    return items == null ? List.of() : items;
  }

  /**
   * Whether a checkbox is set and true.
   *
   * @throws JobFailedException if it is something else than True or False, in any case
   */
  public boolean flag(String name) {
    return given(name).map(text -> flag(name, text)).orElse(false);
  }

  /**
   * @throws JobFailedException if it is not set, or not a whole number that an int can hold
   */
  public int integer(String name) {
    return converted(name, required(name), Integer::valueOf, INTEGER);
  }

  /**
   * The same, or something else if it is not set.
   *
   * @throws JobFailedException if it is set and not a whole number that an int can hold
   */
  public int integer(String name, int otherwise) {
    return given(name)
        .map(text -> converted(name, text, Integer::valueOf, INTEGER))
        .orElse(otherwise);
  }

  /**
   * @throws JobFailedException if it is not set or not a whole number
   */
  public long number(String name) {
    return converted(name, required(name), Long::valueOf, NUMBER);
  }

  /**
   * The same, or something else if it is not set.
   *
   * @throws JobFailedException if it is set and not a whole number
   */
  public long number(String name, long otherwise) {
    return given(name).map(text -> converted(name, text, Long::valueOf, NUMBER)).orElse(otherwise);
  }

  /**
   * A duration as templates write one: {@code 500ms}, {@code 30s}, {@code 5m}, {@code 2h}, {@code
   * 1d}, or ISO 8601.
   *
   * @throws JobFailedException if it is not set or no duration
   */
  public Duration duration(String name) {
    return converted(name, required(name), DurationText::parse, DURATION);
  }

  /**
   * The same, or something else if it is not set.
   *
   * @throws JobFailedException if it is set and no duration
   */
  public Duration duration(String name, Duration otherwise) {
    return given(name)
        .map(text -> converted(name, text, DurationText::parse, DURATION))
        .orElse(otherwise);
  }

  /**
   * @throws JobFailedException if it is not set or not a date and time with an offset
   */
  public Instant instant(String name) {
    return converted(name, required(name), Variables::instantOf, INSTANT);
  }

  /** The values that must not show anywhere: every text of every obscured variable. */
  public List<String> secrets() {
    List<String> secrets = new ArrayList<>();
    obscured.forEach(name -> secrets.addAll(list(name)));
    return secrets;
  }

  /** Names only: values may be secrets. */
  @Override
  public String toString() {
    return "Variables" + values.keySet();
  }

  /** Of all but a text, an empty one counts as not set. */
  private Optional<String> given(String name) {
    return find(name).map(String::strip).filter(text -> !text.isEmpty());
  }

  private String required(String name) {
    return given(name).orElseThrow(() -> notSet(name));
  }

  private static boolean flag(String name, String text) {
    if (text.equalsIgnoreCase("true") || text.equalsIgnoreCase("false")) {
      return text.equalsIgnoreCase("true");
    }
    throw new JobFailedException("variable '" + name + "' is not True or False");
  }

  /** Without the cause: its message has the value, which may be a secret. */
  private static <T> T converted(
      String name, String text, Function<String, T> conversion, String wanted) {
    try {
      return conversion.apply(text);
    } catch (NumberFormatException | DateTimeException | ArithmeticException e) {
      throw new JobFailedException("variable '" + name + "' is not " + wanted);
    }
  }

  private static Instant instantOf(String text) {
    return OffsetDateTime.parse(text).toInstant();
  }

  private static JobFailedException notSet(String name) {
    return new JobFailedException("variable '" + name + "' is not set");
  }
}
