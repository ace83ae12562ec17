// SPDX-License-Identifier: Apache-2.0
package io.jobmill.wire;

/** Texts that UTF-8 can hold: every surrogate is half of a pair. */
final class Unicode {

  private static final char REPLACEMENT = '\uFFFD';

  private Unicode() {}

  static boolean isWellFormed(String text) {
    return firstHalf(text, 0) < 0;
  }

  /** The text with every half pair replaced; the same object if there is none. */
  static String wellFormed(String text) {
    int half = firstHalf(text, 0);
    if (half < 0) {
      return text;
    }
    StringBuilder repaired = new StringBuilder(text);
    for (; half >= 0; half = firstHalf(text, half + 1)) {
      repaired.setCharAt(half, REPLACEMENT);
    }
    return repaired.toString();
  }

  private static int firstHalf(String text, int from) {
    int at = from;
    while (at < text.length()) {
      if (!Character.isSurrogate(text.charAt(at))) {
        at++;
      } else if (Character.isSupplementaryCodePoint(text.codePointAt(at))) {
        at += 2;
      } else {
        return at;
      }
    }
    return -1;
  }
}
