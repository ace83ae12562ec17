// SPDX-License-Identifier: Apache-2.0
package io.jobmill.gateway.dialect.keyfactor;

import java.nio.charset.StandardCharsets;

/** Holds results to what the dialect promises at most. */
final class ResultBytes {

  /** Of UTF-8. */
  static final int MOST = 2 * 1024 * 1024;

  private ResultBytes() {}

  /** The text, or as much of its beginning as fits, whole characters only. */
  static String cut(String text) {
    if (text.length() <= MOST / 3) {
      return text;
    }
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    if (bytes.length <= MOST) {
      return text;
    }
    int end = MOST;
    while ((bytes[end] & 0xC0) == 0x80) {
      end--;
    }
    return new String(bytes, 0, end, StandardCharsets.UTF_8);
  }
}
