// SPDX-License-Identifier: Apache-2.0
package io.jobmill.standalone.docs;

import java.util.Locale;

/**
 * One setting, as a settings record declares it.
 *
 * @param module whose record it is
 * @param key its full name, words joined by dashes
 * @param initial what holds if it is not set; empty for nothing
 * @param description what its record says
 * @param open whether names of the user's own may follow
 */
record Setting(String module, String key, String initial, String description, boolean open) {

  /** The environment variable that sets it. */
  String variable() {
    return key.replaceAll("[.-]", "_").toUpperCase(Locale.ROOT);
  }

  String row() {
    return "| `%s%s` | %s | %s |"
        .formatted(
            key, open ? ".*" : "", initial.isEmpty() ? "" : "`" + initial + "`", description);
  }
}
