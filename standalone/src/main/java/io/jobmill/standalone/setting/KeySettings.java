// SPDX-License-Identifier: Apache-2.0
package io.jobmill.standalone.setting;

import java.util.Optional;

/**
 * Keys that the environment gives; they win over those in the data folder.
 *
 * @param admin may do everything over HTTP
 * @param secret seals obscured values and signs Jobmill's own records
 */
public record KeySettings(Optional<String> admin, Optional<String> secret) {
  /** Keeps the keys out of logs. */
  @Override
  public String toString() {
    return "KeySettings[admin=%s, secret=%s]"
        .formatted(admin.isPresent() ? "given" : "absent", secret.isPresent() ? "given" : "absent");
  }
}
