// SPDX-License-Identifier: Apache-2.0
package io.jobmill.gateway.dialect.keyfactor;

import io.jobmill.gateway.problem.JsonBodies;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** The JSON form of an {@link AgentApproval}, as the agents topic holds it. */
final class AgentApprovalCodec {

  private static final JsonMapper JSON = JsonMapper.builder().build();

  private AgentApprovalCodec() {}

  static byte[] encode(AgentApproval approval) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("id", approval.agent());
    fields.put("approved", approval.approved());
    if (approval.by() != null) {
      fields.put("by", approval.by());
    }
    fields.put("at", approval.at().toString());
    return JSON.writeValueAsBytes(fields);
  }

  /** Any exception means that it cannot be read. */
  static AgentApproval decode(byte[] record) {
    Map<String, @Nullable Object> fields = JsonBodies.tree(record);
    Object by = fields.get("by");
    if (fields.get("id") instanceof String id
        && fields.get("approved") instanceof Boolean approved
        && fields.get("at") instanceof String at) {
      return new AgentApproval(id, approved, by == null ? null : by.toString(), Instant.parse(at));
    }
    throw new IllegalArgumentException("one of id, approved and at is missing");
  }
}
