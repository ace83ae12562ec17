// SPDX-License-Identifier: Apache-2.0
package io.jobmill.worker.report;

/** Text that can be written as UTF-8 and cut without breaking a character. */
public final class PlainText {

  private static final char REPLACEMENT = '\uFFFD';

  private PlainText() {}

  /** The text with every half of a surrogate pair that stands alone replaced. */
  public static String wellFormed(String text) {
    StringBuilder fixed = null;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (!Character.isSurrogate(c)) {
        continue;
      }
      boolean pair = i + 1 < text.length() && Character.isSurrogatePair(c, text.charAt(i + 1));
      if (pair) {
        i++;
      } else {
        fixed = fixed == null ? new StringBuilder(text) : fixed;
        fixed.setCharAt(i, REPLACEMENT);
      }
    }
    return fixed == null ? text : fixed.toString();
  }

  /** How many bytes a well-formed text takes in UTF-8. */
  public static long utf8Length(String text) {
    long bytes = 0;
    for (int i = 0; i < text.length(); i++) {
      bytes += utf8Length(text.charAt(i));
    }
    return bytes;
  }

  /** As much of a well-formed text as fits in so many bytes of UTF-8, whole characters only. */
  public static String cutToBytes(String text, int maxBytes) {
    long bytes = 0;
    for (int i = 0; i < text.length(); i++) {
      bytes += utf8Length(text.charAt(i));
      if (bytes > maxBytes) {
        return text.substring(0, boundary(text, i));
      }
    }
    return text;
  }

  /** The nearest place at or before {@code at} that does not part a surrogate pair. */
  public static int boundary(String text, int at) {
    boolean parts =
        at > 0
            && at < text.length()
            && Character.isSurrogatePair(text.charAt(at - 1), text.charAt(at));
    return parts ? at - 1 : at;
  }

  /** The most bytes the text takes inside JSON. */
  static int jsonLength(String text) {
    int bytes = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c < ' ') {
        bytes += 6;
      } else {
        bytes += c == '"' || c == '\\' ? 2 : utf8Length(c);
      }
    }
    return bytes;
  }

  /** Halves of a pair count two each, four for the character. */
  private static int utf8Length(char c) {
    if (c < 0x80) {
      return 1;
    }
    return c < 0x800 || Character.isSurrogate(c) ? 2 : 3;
  }
}
