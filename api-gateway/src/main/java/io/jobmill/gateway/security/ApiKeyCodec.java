// SPDX-License-Identifier: Apache-2.0
package io.jobmill.gateway.security;

import io.jobmill.gateway.problem.JsonBodies;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** The JSON form of an {@link ApiKey}, as the keys topic holds it. */
final class ApiKeyCodec {

  private static final JsonMapper JSON = JsonMapper.builder().build();

  private ApiKeyCodec() {}

  static byte[] encode(ApiKey key) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("name", key.name());
    fields.put("lookupId", key.lookupId());
    fields.put("hash", key.hash());
    fields.put("scopes", key.scopes().stream().map(Scope::word).sorted().toList());
    fields.put("templates", key.templates());
    fields.put("pools", key.pools());
    fields.put("createdAt", key.createdAt().toString());
    if (key.expiresAt() != null) {
      fields.put("expiresAt", key.expiresAt().toString());
    }
    if (key.description() != null) {
      fields.put("description", key.description());
    }
    fields.put("revoked", key.revoked());
    return JSON.writeValueAsBytes(fields);
  }

  /** Any exception means that it cannot be read. */
  static ApiKey decode(byte[] record) {
    Map<String, @Nullable Object> fields = JsonBodies.tree(record);
    Object expiresAt = fields.get("expiresAt");
    return new ApiKey(
        text(fields, "name"),
        text(fields, "lookupId"),
        text(fields, "hash"),
        scopes(fields),
        texts(fields, "templates"),
        texts(fields, "pools"),
        Instant.parse(text(fields, "createdAt")),
        expiresAt == null ? null : Instant.parse(expiresAt.toString()),
        fields.get("description") instanceof String description ? description : null,
        Boolean.TRUE.equals(fields.get("revoked")));
  }

  /** Scopes this version does not know are left out: what is not understood is not granted. */
  private static Set<Scope> scopes(Map<String, @Nullable Object> fields) {
    return texts(fields, "scopes").stream()
        .flatMap(word -> Scope.ofWord(word).stream())
        .collect(Collectors.toSet());
  }

  private static String text(Map<String, @Nullable Object> fields, String name) {
    if (fields.get(name) instanceof String text) {
      return text;
    }
    throw new IllegalArgumentException("field '" + name + "' is missing");
  }

  private static List<String> texts(Map<String, @Nullable Object> fields, String name) {
    return fields.get(name) instanceof List<?> list
        ? list.stream().map(String::valueOf).toList()
        : List.of();
  }
}
