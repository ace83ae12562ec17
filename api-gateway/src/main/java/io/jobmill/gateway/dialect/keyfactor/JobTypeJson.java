// SPDX-License-Identifier: Apache-2.0
package io.jobmill.gateway.dialect.keyfactor;

import io.jobmill.gateway.dialect.keyfactor.JobType.Field;
import io.jobmill.gateway.dialect.keyfactor.JobType.FieldType;
import io.jobmill.gateway.problem.Refusal;
import io.jobmill.template.Parsed;
import io.jobmill.template.Problem;
import io.jobmill.template.Template;
import io.jobmill.template.TemplateReader;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Job types as the dialect writes them. */
final class JobTypeJson {

  private static final String NAME = "JobTypeName";
  private static final String FIELDS = "JobTypeFields";

  private JobTypeJson() {}

  static Map<String, Object> write(JobType type) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("Id", type.id().toString());
    json.put(NAME, type.name());
    json.put("Description", type.description());
    json.put(FIELDS, type.fields().stream().map(JobTypeJson::write).toList());
    return json;
  }

  static String name(JsonObject body) {
    String name = body.text(NAME);
    if (name.chars().anyMatch(Character::isWhitespace)) {
      throw JsonObject.wrong(NAME, "without spaces");
    }
    return name;
  }

  /**
   * @throws Refusal 400 saying everything that is wrong with it
   */
  static JobType read(UUID id, JsonObject body) {
    List<Field> fields = new ArrayList<>();
    for (Object item : body.list(FIELDS).orElse(List.of())) {
      if (!(item instanceof Map<?, ?> tree)) {
        throw JsonObject.wrong(FIELDS, "a list of objects");
      }
      fields.add(field(new JsonObject(tree)));
    }
    JobType type = new JobType(id, name(body), body.optionalText("Description").orElse(""), fields);
    check(type);
    return type;
  }

  private static Map<String, Object> write(Field field) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("Name", field.name());
    json.put("Type", field.type().number());
    if (field.initial() != null) {
      json.put("DefaultValue", field.initial());
    }
    json.put("Required", field.required());
    return json;
  }

  private static Field field(JsonObject body) {
    FieldType type =
        body.scalar("Type")
            .map(
                text ->
                    FieldType.of(text.strip())
                        .orElseThrow(
                            () ->
                                JsonObject.wrong(
                                    "Type", "1 String, 2 Int, 3 DateTime or 4 Bool, not " + text)))
            .orElseThrow(() -> Refusal.badRequest("property 'Type' is missing"));
    String initial = body.scalar("DefaultValue").filter(text -> !text.isEmpty()).orElse(null);
    return new Field(body.text("Name"), type, initial, body.flag("Required"));
  }

  /** The rules of a template's variables are those of a type's fields. */
  private static void check(JobType type) {
    List<Object> variables = new ArrayList<>();
    for (Field field : type.fields()) {
      Map<String, @Nullable Object> variable = new LinkedHashMap<>();
      variable.put("name", field.name());
      variable.put("type", FieldVariables.word(field.type()));
      if (field.initial() != null) {
        variable.put("initial", field.initial());
      }
      variables.add(variable);
    }
    Map<String, @Nullable Object> template = new LinkedHashMap<>();
    template.put("name", type.name());
    template.put("variables", variables);
    template.put("operation", Map.of("type", "custom"));
    Parsed<Template> parsed = TemplateReader.read(template);
    if (parsed instanceof Parsed.Invalid<Template> invalid) {
      throw Refusal.badRequest(
          invalid.problems().stream()
              .map(Problem::toString)
              .map(text -> text.replaceFirst("^variables", FIELDS))
              .map(text -> text.replaceFirst("^name\\b", NAME))
              .toList());
    }
  }
}
