// SPDX-License-Identifier: Apache-2.0
package io.jobmill.gateway.api;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The fields of a JSON object that is answered, in order; what is unknown is left out. */
final class Answer {

  private final Map<String, Object> fields = new LinkedHashMap<>();

  Answer with(String name, @Nullable Object value) {
    if (value != null) {
      fields.put(name, value);
    }
    return this;
  }

  Map<String, Object> fields() {
    return fields;
  }
}
