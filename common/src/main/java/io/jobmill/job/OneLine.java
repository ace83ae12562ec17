// SPDX-License-Identifier: Apache-2.0
package io.jobmill.job;

/**
 * Text that others wrote, made fit to stand in a message: one line, bounded, no control characters.
 */
public final class OneLine {

  private static final int MAX_MESSAGE = 1000;
  private static final int MAX_QUOTE = 60;

  private OneLine() {}

  /** A whole message. */
  public static String of(String text) {
    return cut(text, MAX_MESSAGE);
  }

  /** A piece of input inside a message, in quotes and short. */
  public static String quoted(String text) {
    return "'" + cut(text, MAX_QUOTE) + "'";
  }

  private static String cut(String text, int max) {
    StringBuilder line = new StringBuilder(Math.min(text.length(), max) + 1);
    for (int at = 0; at < text.length(); ) {
      int point = text.codePointAt(at);
      if (line.length() + Character.charCount(point) > max) {
        return line.append('…').toString();
      }
      line.appendCodePoint(fitsInALine(point) ? point : ' ');
      at += Character.charCount(point);
    }
    return line.toString();
  }

  private static boolean fitsInALine(int point) {
    return switch (Character.getType(point)) {
      case Character.CONTROL,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.SURROGATE ->
          false;
      default -> true;
    };
  }
}
