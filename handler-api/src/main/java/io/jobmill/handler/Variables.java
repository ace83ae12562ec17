// SPDX-License-Identifier: Apache-2.0
package io.jobmill.handler;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** A job's variables. Names are looked up in any case; values were checked before the job ran. */
public final class Variables {

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
    return find(name)
        .orElseThrow(() -> new JobFailedException("variable '" + name + "' is not set"));
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

  /** Whether a checkbox is set and true. */
  public boolean flag(String name) {
    return find(name).map("true"::equalsIgnoreCase).orElse(false);
  }

  /**
   * @throws JobFailedException if it is not set or not a whole number
   */
  public long number(String name) {
    String text = text(name).strip();
    try {
      return Long.parseLong(text);
    } catch (NumberFormatException e) {
      throw new JobFailedException("variable '" + name + "' is not a whole number", e);
    }
  }

  /**
   * @throws JobFailedException if it is not set or not a date and time with an offset
   */
  public Instant instant(String name) {
    String text = text(name).strip();
    try {
      return OffsetDateTime.parse(text).toInstant();
    } catch (DateTimeParseException e) {
      throw new JobFailedException(
          "variable '" + name + "' is not a date and time with an offset", e);
    }
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
}
