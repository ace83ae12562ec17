// SPDX-License-Identifier: Apache-2.0
package io.jobmill.gateway.dialect.keyfactor;

import io.jobmill.gateway.problem.Refusal;
import io.jobmill.job.JobId;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Reads GUIDs: hyphenated UUIDs in any case, with braces around them or not. */
final class Guids {

  private Guids() {}

  static Optional<UUID> parse(String text) {
    String bare = text.strip();
    if (bare.startsWith("{") && bare.endsWith("}")) {
      bare = bare.substring(1, bare.length() - 1);
    }
    return JobId.parse(bare).map(JobId::value);
  }

  /**
   * @param where of the value, for a message
   * @throws Refusal 400 for anything else
   */
  static UUID read(String where, @Nullable Object value) {
    if (value instanceof String text) {
      Optional<UUID> guid = parse(text);
      if (guid.isPresent()) {
        return guid.get();
      }
    }
    throw Refusal.badRequest(
        where + " must hold a GUID, like 0f2ab2f6-90b1-4b7c-a6a4-3a2f8a1c6d55");
  }
}
