// SPDX-License-Identifier: Apache-2.0
package io.jobmill.template;

import io.jobmill.job.JobTimes;
import io.jobmill.job.Operation;
import io.jobmill.job.Pool;
import io.jobmill.job.Priority;
import io.jobmill.job.Target;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * Reads a template from a tree of plain values (Map, List, String, Number, Boolean, null), as a
 * YAML file or a JSON body gives it, and finds everything that is wrong with it at once.
 */
public final class TemplateReader {

  private static final Set<String> FIELDS =
      Set.of(
          "name",
          "description",
          "pool",
          "target",
          "timeout",
          "api",
          "key",
          "allowNewVariables",
          "allowTarget",
          "variables",
          "operation",
          "retry",
          "queueTimeout",
          "totalTimeout",
          "concurrency",
          "rate",
          "priority");
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9 ._-]{0,99}");
  private static final int MAX_VARIABLES = 500;

  private TemplateReader() {}

  public static Parsed<Template> read(Map<?, ?> tree) {
    List<Problem> problems = new ArrayList<>();
    Fields fields = new Fields(tree, "", problems);
    fields.refuseUnknown(FIELDS);
    Template once =
        new Template(
            name(fields),
            fields.text("description").orElse(""),
            converted(fields, "pool", Pool::new, Pool.DEFAULT),
            converted(fields, "target", Target::new, Target.ANY),
            fields.duration("timeout", Template.DEFAULT_TIMEOUT),
            fields.flag("api", true),
            fields.text("key").filter(key -> !key.isBlank()).orElse(null),
            fields.flag("allowNewVariables", false),
            fields.flag("allowTarget", false),
            variables(fields),
            operation(fields, problems));
    Template template =
        once.retried(RetryReader.read(fields, once.operation()))
            .within(times(fields))
            .limited(LimitsReader.read(fields, once.variables()))
            .ranked(converted(fields, "priority", Priority::ofWord, Priority.NORMAL));
    return problems.isEmpty() ? new Parsed.Valid<>(template) : new Parsed.Invalid<>(problems);
  }

  private static String name(Fields fields) {
    String name = fields.requiredText("name");
    if (!name.isEmpty() && (!NAME.matcher(name).matches() || name.endsWith(" "))) {
      fields.problem(
          "name",
          "must be at most 100 letters, digits, dots, dashes, underscores and spaces, beginning"
              + " with a letter or digit");
    }
    return name;
  }

  private static JobTimes times(Fields fields) {
    Duration queue = fields.duration("queueTimeout", JobTimes.DEFAULT.queue());
    Duration total =
        fields.has("totalTimeout") ? fields.duration("totalTimeout", Duration.ZERO) : null;
    return new JobTimes(queue, total);
  }

  private static <T> T converted(
      Fields fields, String field, Function<String, T> conversion, T otherwise) {
    try {
      return fields.text(field).map(conversion).orElse(otherwise);
    } catch (IllegalArgumentException e) {
      fields.problem(field, String.valueOf(e.getMessage()));
      return otherwise;
    }
  }

  private static List<Variable> variables(Fields fields) {
    List<Variable> variables = new ArrayList<>();
    Set<String> names = new HashSet<>();
    for (Fields object : fields.objects("variables")) {
      Variable variable = VariableReader.read(object);
      String environment = VariableNames.environmentName(variable.name()).toLowerCase(Locale.ROOT);
      if (!variable.name().isEmpty() && !names.add(environment)) {
        object.problem(
            "name",
            "'%s' is declared twice, or becomes the same environment variable as another"
                .formatted(variable.name()));
      }
      variables.add(variable);
    }
    if (variables.size() > MAX_VARIABLES) {
      fields.problem("variables", "must be at most " + MAX_VARIABLES);
    }
    return variables;
  }

  private static Operation operation(Fields fields, List<Problem> problems) {
    if (!fields.has("operation")) {
      fields.problem("operation", "must be given, with a type and its data");
    }
    Optional<Fields> object = fields.object("operation");
    if (object.isEmpty()) {
      return new Operation("none", Map.of());
    }
    object.get().refuseUnknown(Set.of("type", "data"));
    String type = object.get().requiredText("type");
    if (type.isEmpty()) {
      return new Operation("none", Map.of());
    }
    Operation operation =
        new Operation(type, object.get().object("data").map(Fields::tree).orElse(Map.of()));
    problems.addAll(problemsOf(operation));
    return operation;
  }

  /**
   * What is wrong with the data of a built-in operation; a handler's own data is its own affair.
   */
  public static List<Problem> problemsOf(Operation operation) {
    Parsed<?> parsed =
        switch (operation.type()) {
          case Operation.SHELL -> ShellOperation.parse(operation.data());
          case Operation.HTTP -> HttpOperation.parse(operation.data());
          default -> new Parsed.Valid<>(operation);
        };
    return parsed instanceof Parsed.Invalid<?> invalid ? invalid.problems() : List.of();
  }
}
