// SPDX-License-Identifier: Apache-2.0
package io.jobmill.template;

import io.jobmill.event.LogLevel;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The data of a {@code shell} operation.
 *
 * @param interpreter the program and its arguments before the script file, like {@code [bash]}
 * @param script the text of the script; variables reach it as environment variables and are never
 *     pasted in
 * @param warningExitCodes exit statuses, 1 to 255, that mean a warning instead of a failure
 * @param stdoutLevel the level of a line on standard output that does not name one
 * @param stderrLevel the same for standard error
 */
public record ShellOperation(
    List<String> interpreter,
    String script,
    Set<Integer> warningExitCodes,
    LogLevel stdoutLevel,
    LogLevel stderrLevel) {

  private static final Set<String> FIELDS =
      Set.of("interpreter", "script", "warningExitCodes", "stdoutLevel", "stderrLevel");

  public ShellOperation {
    interpreter = List.copyOf(interpreter);
    warningExitCodes = Set.copyOf(warningExitCodes);
  }

  /** Reads the data of an operation; problems name their place below {@code operation.data}. */
  public static Parsed<ShellOperation> parse(Map<String, @Nullable Object> data) {
    List<Problem> problems = new ArrayList<>();
    Fields fields = new Fields(data, "operation.data", problems);
    fields.refuseUnknown(FIELDS);
    ShellOperation operation =
        new ShellOperation(
            interpreter(data, fields),
            fields.requiredText("script"),
            exitCodes(fields),
            level(fields, "stdoutLevel", LogLevel.INFO),
            level(fields, "stderrLevel", LogLevel.ERROR));
    return problems.isEmpty() ? new Parsed.Valid<>(operation) : new Parsed.Invalid<>(problems);
  }

  private static List<String> interpreter(Map<String, @Nullable Object> data, Fields fields) {
    List<String> words =
        data.get("interpreter") instanceof List
            ? fields.texts("interpreter")
            : fields.text("interpreter").map(List::of).orElse(List.of("sh"));
    if (words.isEmpty() || words.get(0).isBlank()) {
      fields.problem(
          "interpreter", "must be a program like bash, or a list of a program and its arguments");
      return List.of("sh");
    }
    return words;
  }

  private static Set<Integer> exitCodes(Fields fields) {
    Set<Integer> codes = new LinkedHashSet<>();
    for (String text : fields.texts("warningExitCodes")) {
      if (text.matches("\\d{1,3}")
          && Integer.parseInt(text) >= 1
          && Integer.parseInt(text) <= 255) {
        codes.add(Integer.parseInt(text));
      } else {
        fields.problem(
            "warningExitCodes", "must hold exit statuses from 1 to 255, not '" + text + "'");
      }
    }
    return codes;
  }

  private static LogLevel level(Fields fields, String field, LogLevel otherwise) {
    String word = fields.text(field).orElse(otherwise.name()).toUpperCase(Locale.ROOT);
    for (LogLevel level : LogLevel.values()) {
      if (level.name().equals(word)) {
        return level;
      }
    }
    fields.problem(field, "must be one of DEBUG, INFO, WARN and ERROR, not '" + word + "'");
    return otherwise;
  }
}
