// SPDX-License-Identifier: Apache-2.0
package io.jobmill.gateway.dialect.keyfactor;

import io.jobmill.gateway.dialect.keyfactor.JobType.Field;
import io.jobmill.gateway.dialect.keyfactor.JobType.FieldType;
import io.jobmill.job.Operation;
import io.jobmill.job.Pool;
import io.jobmill.job.RunLimits;
import io.jobmill.job.Target;
import io.jobmill.job.Value;
import io.jobmill.template.Template;
import io.jobmill.template.Variable;
import io.jobmill.template.VariableType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Fields of job types as variables of templates, and the other way round. */
final class FieldVariables {

  private FieldVariables() {}

  static Field field(Variable variable) {
    Value initial = variable.obscure() ? null : variable.initial();
    return new Field(
        variable.name(),
        type(variable.type()),
        initial == null ? null : initial.text(),
        variable.required());
  }

  /**
   * The template with the type's fields laid over its variables: their kinds, defaults and whether
   * they are required are the type's. A field with a default may be left out.
   */
  static Template laidOver(Template template, JobType type) {
    List<Variable> variables = new ArrayList<>();
    for (Variable variable : template.variables()) {
      Field field =
          type.fields().stream()
              .filter(candidate -> candidate.name().equalsIgnoreCase(variable.name()))
              .findFirst()
              .orElse(null);
      variables.add(field == null ? variable : laidOver(variable, field));
    }
    if (template.allowNewVariables()) {
      type.fields().stream()
          .filter(field -> template.variable(field.name()).isEmpty())
          .forEach(field -> variables.add(laidOver(Variable.text(field.name()), field)));
    }
    return new Template(
        template.name(),
        template.description(),
        template.pool(),
        template.target(),
        template.timeout(),
        template.api(),
        template.key(),
        template.allowNewVariables(),
        template.allowTarget(),
        variables,
        template.operation());
  }

  /**
   * What a type says of jobs that a handler of its name runs: its fields are all that a job takes.
   */
  static Template ofHandler(JobType type) {
    return new Template(
        type.name(),
        type.description(),
        Pool.DEFAULT,
        Target.ANY,
        RunLimits.DEFAULT.timeout(),
        true,
        null,
        false,
        true,
        type.fields().stream().map(field -> laidOver(Variable.text(field.name()), field)).toList(),
        new Operation(type.name(), Map.of()));
  }

  private static Variable laidOver(Variable variable, Field field) {
    Value initial = field.initial() == null ? variable.initial() : Value.of(field.initial());
    return new Variable(
        variable.name(),
        type(variable, field),
        field.required() && initial == null,
        initial,
        variable.values(),
        variable.restrict(),
        variable.multiple(),
        variable.obscure());
  }

  /** A text is said of a list as well, which keeps its values then. */
  private static VariableType type(Variable variable, Field field) {
    return switch (field.type()) {
      case STRING -> variable.type() == VariableType.LIST ? VariableType.LIST : VariableType.TEXT;
      case INT -> VariableType.INTEGER;
      case DATETIME -> VariableType.DATETIME;
      case BOOL -> VariableType.CHECKBOX;
    };
  }

  /** What templates call values of this type. */
  static String word(FieldType type) {
    return type(Variable.text(""), new Field("", type, null, false)).word();
  }

  private static FieldType type(VariableType type) {
    return switch (type) {
      case TEXT, LIST -> FieldType.STRING;
      case INTEGER -> FieldType.INT;
      case DATETIME -> FieldType.DATETIME;
      case CHECKBOX -> FieldType.BOOL;
    };
  }
}
