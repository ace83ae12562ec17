// SPDX-License-Identifier: Apache-2.0
package io.jobmill.gateway.dialect.otter;

import io.jobmill.gateway.problem.Refusal;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Reads {@code name=value&name=value}, of a query or a form. Strict: what is wrongly encoded is
 * refused, never guessed at.
 */
final class FormText {

  private FormText() {}

  /**
   * @param text raw, all characters below 256 standing for bytes
   */
  static NamedValues parse(String text, Charset charset) {
    NamedValues values = new NamedValues();
    int start = 0;
    while (start <= text.length()) {
      int end = text.indexOf('&', start);
      end = end < 0 ? text.length() : end;
      if (end > start) {
        add(text.substring(start, end), charset, values);
      }
      start = end + 1;
    }
    return values;
  }

  static NamedValues parse(byte[] body, Charset charset) {
    return parse(new String(body, StandardCharsets.ISO_8859_1), charset);
  }

  private static void add(String pair, Charset charset, NamedValues values) {
    int equals = pair.indexOf('=');
    String name = equals < 0 ? pair : pair.substring(0, equals);
    String value = equals < 0 ? "" : pair.substring(equals + 1);
    values.add(decode(name, charset), decode(value, charset));
  }

  private static String decode(String raw, Charset charset) {
    byte[] bytes = new byte[raw.length()];
    int length = 0;
    for (int at = 0; at < raw.length(); at++) {
      char c = raw.charAt(at);
      if (c == '%') {
        bytes[length++] = (byte) hexPair(raw, at + 1);
        at += 2;
      } else {
        bytes[length++] = (byte) (c == '+' ? ' ' : c);
      }
    }
    return decodeBytes(Arrays.copyOf(bytes, length), charset);
  }

  static String decodeBytes(byte[] bytes, Charset charset) {
    try {
      return charset.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      throw Refusal.badRequest("a parameter is not encoded as " + charset.name());
    }
  }

  private static int hexPair(String raw, int at) {
    int high = at + 1 < raw.length() ? Character.digit(raw.charAt(at), 16) : -1;
    int low = at + 1 < raw.length() ? Character.digit(raw.charAt(at + 1), 16) : -1;
    if (high < 0 || low < 0) {
      throw Refusal.badRequest(
          "a parameter is not encoded rightly: % must be followed by two hex digits");
    }
    return high * 16 + low;
  }
}
