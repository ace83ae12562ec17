// SPDX-License-Identifier: Apache-2.0
package io.jobmill.gateway.audit;

import io.jobmill.gateway.problem.JsonBodies;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** The JSON form of an {@link AuditEntry}. */
final class AuditCodec {

  private static final JsonMapper JSON = JsonMapper.builder().build();

  private AuditCodec() {}

  static byte[] encode(AuditEntry entry) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("at", entry.at().toString());
    fields.put("by", entry.by());
    fields.put("action", entry.action());
    fields.put("subject", entry.subject());
    fields.put("dialect", entry.dialect());
    fields.put("source", entry.source());
    fields.put("outcome", entry.outcome().word());
    if (entry.detail() != null) {
      fields.put("detail", entry.detail());
    }
    return JSON.writeValueAsBytes(fields);
  }

  /**
   * Any exception means that it cannot be read.
   *
   * @param at when the record was appended
   */
  static AuditEntry decode(byte[] record, Instant at) {
    Map<String, @Nullable Object> fields = JsonBodies.tree(record);
    return new AuditEntry(
        at,
        text(fields, "by"),
        text(fields, "action"),
        text(fields, "subject"),
        text(fields, "dialect"),
        text(fields, "source"),
        // A word newer than this reader: what is not known to be done may not have been.
        AuditOutcome.ofWord(text(fields, "outcome")).orElse(AuditOutcome.FAILED),
        fields.get("detail") instanceof String detail ? detail : null);
  }

  private static String text(Map<String, @Nullable Object> fields, String name) {
    return fields.get(name) instanceof String text ? text : "";
  }
}
