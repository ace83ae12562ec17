// SPDX-License-Identifier: Apache-2.0
package io.jobmill.standalone.folder;

import java.security.SecureRandom;
import java.util.HexFormat;

/** Makes keys that nobody can guess. */
final class FreshKeys {
  private static final int ID_BYTES = 6;
  private static final int KEY_BYTES = 32;
  private static final SecureRandom RANDOM = new SecureRandom();

  private FreshKeys() {}

  /** In the form of every API key: prefix, id to look it up by, 256 random bits. */
  static String admin() {
    return "jm_%s_%s".formatted(hex(ID_BYTES), hex(KEY_BYTES));
  }

  static String secret() {
    return hex(KEY_BYTES);
  }

  private static String hex(int length) {
    byte[] bytes = new byte[length];
    RANDOM.nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }
}
