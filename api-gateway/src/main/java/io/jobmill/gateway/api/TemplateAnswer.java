// SPDX-License-Identifier: Apache-2.0
package io.jobmill.gateway.api;

import io.jobmill.template.TemplateRecord;
import io.jobmill.wire.TemplateCodec;
import java.util.LinkedHashMap;
import java.util.Map;

/** A template as JSON: the fields of its file, and where it is changed. */
final class TemplateAnswer {

  private TemplateAnswer() {}

  static Map<String, Object> of(TemplateRecord record) {
    Map<String, Object> fields = new LinkedHashMap<>();
    TemplateCodec.tree(record.template())
        .forEach(
            (name, value) -> {
              if (value != null) {
                fields.put(name, value);
              }
            });
    fields.put("origin", record.origin().word());
    if (record.source() != null) {
      fields.put("source", record.source());
    }
    return fields;
  }
}
