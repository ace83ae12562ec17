// SPDX-License-Identifier: Apache-2.0
package io.jobmill.gateway.definitions;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One document of a YAML file as plain values, and where each of them stands.
 *
 * @param line where the document begins, from 1
 * @param lines the lines of values by their path, like {@code variables[2].type}
 */
record YamlDocument(Map<String, @Nullable Object> tree, int line, Map<String, Integer> lines) {

  /** The line of a value, or of what it would belong into if it is not there. */
  int lineOf(String path) {
    for (String at = path; !at.isEmpty(); at = parent(at)) {
      Integer found = lines.get(at);
      if (found != null) {
        return found;
      }
    }
    return line;
  }

  private static String parent(String path) {
    int end = Math.max(path.lastIndexOf('.'), path.lastIndexOf('['));
    return path.substring(0, Math.max(0, end));
  }
}
