// SPDX-License-Identifier: Apache-2.0
package io.jobmill.gateway.dialect.otter;

import java.util.List;
import java.util.Map;

/** The templates of the dialect's own examples. */
final class Samples {

  static final Map<String, Object> OPERATION =
      Map.of("type", "shell", "data", Map.of("script", "echo hi"));

  private Samples() {}

  static Map<String, Object> hdars() {
    return Map.of("name", "hdars", "key", "secure", "operation", OPERATION);
  }

  static Map<String, Object> ablast() {
    return Map.of(
        "name",
        "ablast",
        "variables",
        List.of(
            Map.of("name", "TargetServer", "required", true),
            Map.of("name", "SendNotification"),
            Map.of("name", "Verbose", "type", "checkbox", "initial", "False"),
            Map.of(
                "name",
                "Region",
                "type",
                "list",
                "values",
                List.of("eu", "us"),
                "restrict",
                true,
                "multiple",
                true),
            Map.of("name", "Size", "type", "list", "values", List.of("S", "L"), "restrict", true),
            Map.of("name", "Password", "obscure", true)),
        "operation",
        OPERATION);
  }
}
