// SPDX-License-Identifier: Apache-2.0
package io.jobmill.gateway.security;

import java.security.MessageDigest;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The key that may do everything. Only its hash is kept; without one, administration is closed. */
final class AdminKey {

  private static final Logger log = LoggerFactory.getLogger(AdminKey.class);
  private static final int SHORT = 20;

  private final byte @Nullable [] hash;

  AdminKey(@Nullable String text) {
    this.hash = text == null || text.isBlank() ? null : KeyText.sha256(text);
    if (hash == null) {
      log.info("administration is closed: no admin key is set (JOBMILL_ADMIN_KEY)");
    } else if (text != null && text.length() < SHORT) {
      log.warn("the admin key is shorter than {} characters and may be guessed", SHORT);
    }
  }

  /** Compared in constant time. */
  boolean is(String text) {
    return hash != null && MessageDigest.isEqual(hash, KeyText.sha256(text));
  }
}
