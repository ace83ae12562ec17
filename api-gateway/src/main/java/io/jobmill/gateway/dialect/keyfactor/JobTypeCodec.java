// SPDX-License-Identifier: Apache-2.0
package io.jobmill.gateway.dialect.keyfactor;

import io.jobmill.gateway.dialect.keyfactor.JobType.FieldType;
import io.jobmill.gateway.problem.JsonBodies;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** The JSON form of a {@link JobType}, as the job-types topic holds it. */
final class JobTypeCodec {

  private static final JsonMapper JSON = JsonMapper.builder().build();

  private JobTypeCodec() {}

  static byte[] encode(JobType type) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("id", type.id().toString());
    fields.put("name", type.name());
    fields.put("description", type.description());
    fields.put("fields", type.fields().stream().map(JobTypeCodec::tree).toList());
    return JSON.writeValueAsBytes(fields);
  }

  /** Any exception means that it cannot be read. */
  static JobType decode(byte[] record) {
    Map<String, @Nullable Object> tree = JsonBodies.tree(record);
    List<JobType.Field> fields = new ArrayList<>();
    if (tree.get("fields") instanceof List<?> items) {
      items.forEach(item -> fields.add(field((Map<?, ?>) item)));
    }
    Object description = tree.get("description");
    return new JobType(
        UUID.fromString(String.valueOf(tree.get("id"))),
        required(tree.get("name")),
        description == null ? "" : description.toString(),
        fields);
  }

  private static Map<String, Object> tree(JobType.Field field) {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("name", field.name());
    tree.put("type", field.type().number());
    if (field.initial() != null) {
      tree.put("default", field.initial());
    }
    tree.put("required", field.required());
    return tree;
  }

  private static JobType.Field field(Map<?, ?> tree) {
    Object initial = tree.get("default");
    return new JobType.Field(
        required(tree.get("name")),
        FieldType.of(String.valueOf(tree.get("type"))).orElseThrow(),
        initial == null ? null : initial.toString(),
        Boolean.TRUE.equals(tree.get("required")));
  }

  private static String required(@Nullable Object value) {
    if (value instanceof String text) {
      return text;
    }
    throw new IllegalArgumentException("a name is missing");
  }
}
