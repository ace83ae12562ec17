// SPDX-License-Identifier: Apache-2.0
package io.jobmill.template;

import io.jobmill.job.Value;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads the declaration of one variable. */
final class VariableReader {

  private static final Set<String> FIELDS =
      Set.of("name", "type", "required", "initial", "values", "restrict", "multiple", "obscure");

  private VariableReader() {}

  static Variable read(Fields fields) {
    fields.refuseUnknown(FIELDS);
    String name = fields.requiredText("name");
    if (!name.isEmpty()) {
      VariableNames.problemOfDeclared(name).ifPresent(problem -> fields.problem("name", problem));
    }
    VariableType type = type(fields);
    Variable variable =
        new Variable(
            name,
            type,
            fields.flag("required", false),
            null,
            fields.texts("values"),
            fields.flag("restrict", false),
            fields.flag("multiple", false),
            fields.flag("obscure", false));
    refuseSettingsOfLists(variable, fields);
    refuseOpenSecret(variable, fields);
    return withInitial(variable, fields);
  }

  private static VariableType type(Fields fields) {
    Optional<String> word = fields.text("type");
    Optional<VariableType> type = word.flatMap(VariableType::ofWord);
    if (word.isPresent() && type.isEmpty()) {
      fields.problem(
          "type",
          "must be one of %s, not '%s'"
              .formatted(
                  Stream.of(VariableType.values()).map(VariableType::word).toList(), word.get()));
    }
    return type.orElse(VariableType.TEXT);
  }

  private static void refuseSettingsOfLists(Variable variable, Fields fields) {
    if (variable.type() == VariableType.LIST) {
      if (variable.restrict() && variable.values().isEmpty()) {
        fields.problem("values", "must be given where restrict is true");
      }
      return;
    }
    for (String field : List.of("values", "restrict", "multiple")) {
      if (fields.has(field)) {
        fields.problem(field, "is only for variables of type list");
      }
    }
  }

  private static void refuseOpenSecret(Variable variable, Fields fields) {
    if (variable.obscure() && fields.has("initial")) {
      fields.problem(
          "initial",
          "must not be given where obscure is true: a template is no place for a secret; leave it"
              + " out, and let callers give the value");
    }
  }

  private static Variable withInitial(Variable variable, Fields fields) {
    Value initial = initial(variable, fields);
    if (initial == null) {
      return variable;
    }
    VariableRules.Conversion converted = VariableRules.convert(variable, initial);
    if (converted.problem() != null) {
      fields.problem("initial", converted.problem());
    }
    return new Variable(
        variable.name(),
        variable.type(),
        variable.required(),
        converted.value(),
        variable.values(),
        variable.restrict(),
        variable.multiple(),
        variable.obscure());
  }

  private static @Nullable Value initial(Variable variable, Fields fields) {
    if (!fields.has("initial")) {
      return null;
    }
    return variable.multiple()
        ? Value.ofList(fields.texts("initial"))
        : fields.text("initial").map(Value::of).orElse(null);
  }
}
