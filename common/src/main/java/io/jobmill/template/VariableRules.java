// SPDX-License-Identifier: Apache-2.0
package io.jobmill.template;

import io.jobmill.job.OneLine;
import io.jobmill.job.Value;
import java.nio.charset.StandardCharsets;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a triggering may give, held against what the template declares. The gateway asks before it
 * accepts, the worker before it runs: the rules are the same.
 */
public final class VariableRules {

  /** The most a value may be, in bytes of UTF-8. */
  public static final int MAX_VALUE_BYTES = 100 * 1024;

  private static final String ONE_VALUE = "takes one value, not a list";

  private VariableRules() {}

  /** What came of a check. */
  public sealed interface Checked {

    /**
     * @param variables what the job gets, under the declared spellings, initial values filled in
     */
    record Accepted(Map<String, Value> variables) implements Checked {}

    /**
     * @param reasons one readable line each; at least one
     */
    record Refused(List<String> reasons) implements Checked {
      public Refused {
        reasons = reasons.stream().map(OneLine::of).toList();
      }
    }
  }

  /** A value in the form its variable gives it, or what is wrong with it. */
  record Conversion(@Nullable Value value, @Nullable String problem) {}

  public static Checked check(Template template, Map<String, Value> given) {
    List<String> reasons = new ArrayList<>();
    Map<String, Value> accepted = new LinkedHashMap<>();
    given.forEach((name, value) -> checkGiven(template, name, value, accepted, reasons));
    for (Variable variable : template.variables()) {
      if (isMissing(accepted.get(variable.name()))) {
        fillIn(variable, accepted, reasons, given);
      }
    }
    return reasons.isEmpty() ? new Checked.Accepted(accepted) : new Checked.Refused(reasons);
  }

  /** The environment variable that a variable of this name becomes. */
  public static String environmentName(String name) {
    return VariableNames.environmentName(name);
  }

  private static void checkGiven(
      Template template,
      String name,
      Value value,
      Map<String, Value> accepted,
      List<String> reasons) {
    Variable variable = template.variable(name).orElse(null);
    if (variable == null) {
      checkExtra(template, name, value, accepted, reasons);
      return;
    }
    if (accepted.containsKey(variable.name())) {
      reasons.add("variable '%s' is given more than once".formatted(variable.name()));
      return;
    }
    Conversion converted = convert(variable, value);
    if (converted.problem() != null) {
      reasons.add("variable '%s' %s".formatted(variable.name(), converted.problem()));
    } else if (converted.value() != null) {
      accepted.put(variable.name(), converted.value());
    }
  }

  private static void checkExtra(
      Template template,
      String name,
      Value value,
      Map<String, Value> accepted,
      List<String> reasons) {
    if (!template.allowNewVariables()) {
      reasons.add(
          "template '%s' has no variable %s; it has %s"
              .formatted(
                  template.name(),
                  OneLine.quoted(name),
                  template.variables().stream().map(Variable::name).toList()));
      return;
    }
    String problem = VariableNames.problemOfExtra(name).orElse(null);
    String problemOfValue = value.list() ? ONE_VALUE : problemOfSize(value);
    if (problem != null) {
      reasons.add(problem);
    } else if (problemOfValue != null) {
      reasons.add("variable '%s' %s".formatted(name, problemOfValue));
    } else if (isTaken(name, template, accepted)) {
      reasons.add(
          "variable '%s' is given more than once, or becomes the same environment variable as another"
              .formatted(name));
    } else {
      accepted.put(name, value);
    }
  }

  private static boolean isTaken(String name, Template template, Map<String, Value> accepted) {
    String environment = environmentName(name);
    return Stream.concat(
            accepted.keySet().stream(), template.variables().stream().map(Variable::name))
        .anyMatch(other -> environmentName(other).equalsIgnoreCase(environment));
  }

  private static void fillIn(
      Variable variable,
      Map<String, Value> accepted,
      List<String> reasons,
      Map<String, Value> given) {
    if (variable.required()) {
      boolean alreadySaid =
          reasons.stream().anyMatch(r -> r.startsWith("variable '" + variable.name() + "'"));
      if (!alreadySaid) {
        reasons.add("variable '%s' is required".formatted(variable.name()));
      }
      return;
    }
    boolean absent = given.keySet().stream().noneMatch(variable.name()::equalsIgnoreCase);
    if (absent && variable.initial() != null) {
      accepted.put(variable.name(), variable.initial());
    }
  }

  /** Absent, empty, or a list of nothing: where a value is required, that is none. */
  private static boolean isMissing(@Nullable Value value) {
    return value == null || value.items().stream().allMatch(String::isEmpty);
  }

  static Conversion convert(Variable variable, Value value) {
    String tooMuch = problemOfSize(value);
    if (tooMuch != null) {
      return new Conversion(null, tooMuch);
    }
    if (value.list() && !variable.multiple()) {
      return new Conversion(null, ONE_VALUE);
    }
    if (isMissing(value) && variable.type() != VariableType.TEXT) {
      // Only a text can be empty; of any other kind it means: not given.
      return new Conversion(null, null);
    }
    return switch (variable.type()) {
      case TEXT -> new Conversion(value, null);
      case CHECKBOX -> checkbox(value);
      case LIST -> list(variable, value);
      case INTEGER -> integer(value);
      case DATETIME -> dateTime(value);
    };
  }

  private static @Nullable String problemOfSize(Value value) {
    for (String item : value.items()) {
      if (item.indexOf('\0') >= 0) {
        return "must not hold a NUL character";
      }
    }
    // A char is at most three bytes, so that most values need no counting.
    String text = value.text();
    boolean tooLong =
        text.length() > MAX_VALUE_BYTES / 3
            && text.getBytes(StandardCharsets.UTF_8).length > MAX_VALUE_BYTES;
    return tooLong ? "must be at most 100 KiB" : null;
  }

  private static Conversion checkbox(Value value) {
    return switch (value.text().toLowerCase(Locale.ROOT)) {
      case "true" -> new Conversion(Value.of("True"), null);
      case "false" -> new Conversion(Value.of("False"), null);
      default -> new Conversion(null, "must be True or False");
    };
  }

  private static Conversion list(Variable variable, Value value) {
    if (variable.restrict()) {
      for (String item : value.items()) {
        if (!variable.values().contains(item)) {
          return new Conversion(null, "must be one of " + variable.values());
        }
      }
    }
    return new Conversion(variable.multiple() ? Value.ofList(value.items()) : value, null);
  }

  private static Conversion integer(Value value) {
    try {
      return new Conversion(Value.of(Long.toString(Long.parseLong(value.text().strip()))), null);
    } catch (NumberFormatException e) {
      return new Conversion(null, "must be a whole number");
    }
  }

  private static Conversion dateTime(Value value) {
    try {
      OffsetDateTime.parse(value.text().strip());
      return new Conversion(Value.of(value.text().strip()), null);
    } catch (DateTimeParseException e) {
      return new Conversion(
          null, "must be a date and time with an offset, like 2026-01-31T08:30:00Z");
    }
  }
}
