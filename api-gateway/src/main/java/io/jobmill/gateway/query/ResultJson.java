// SPDX-License-Identifier: Apache-2.0
package io.jobmill.gateway.query;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** What a run handed back, as it stands in a JSON answer. */
public final class ResultJson {

  private static final JsonMapper JSON = JsonMapper.builder().build();

  private ResultJson() {}

  /** JSON objects and lists as such, everything else as the text it is. */
  public static Object of(String text) {
    String stripped = text.strip();
    if (stripped.startsWith("{") || stripped.startsWith("[")) {
      try {
        return JSON.readTree(stripped);
      } catch (JacksonException e) {
        return text;
      }
    }
    return text;
  }
}
