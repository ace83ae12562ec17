// SPDX-License-Identifier: Apache-2.0
package io.jobmill.worker.handler;

import io.jobmill.job.Value;
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

  private final Map<String, Value> values;
  private final Map<String, Value> byName = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
  private final Set<String> obscured;

  /**
   * @param values by name, as the template spells it
   * @param obscured the names of those that are secrets
   */
  public Variables(Map<String, Value> values, Set<String> obscured) {
    this.values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
    this.byName.putAll(values);
    this.obscured = Set.copyOf(obscured);
  }

  /** All that are set, by name, secrets in clear. */
  public Map<String, Value> all() {
    return values;
  }

  public Optional<Value> find(String name) {
    return Optional.ofNullable(byName.get(name));
  }

  /**
   * The text of a variable, several values joined by newlines.
   *
   * @throws JobFailedException if it is not set
   */
  public String text(String name) {
    return find(name)
        .map(Value::text)
        .orElseThrow(() -> new JobFailedException("variable '" + name + "' is not set"));
  }

  public String text(String name, String otherwise) {
    return find(name).map(Value::text).orElse(otherwise);
  }

  /** The values of a list; none if it is not set. */
  public List<String> list(String name) {
    return find(name).map(Value::items).orElse(List.of());
  }

  /** Whether a checkbox is set and true. */
  public boolean flag(String name) {
    return find(name).map(value -> "true".equalsIgnoreCase(value.text())).orElse(false);
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
